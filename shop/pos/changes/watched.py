"""Which rows of which tables counters are told of, and what of them counts as news."""

from dataclasses import dataclass, field

EVERY_WAY = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Watch:
    """`kind` and the column `key` are what is noted, with the column `location` where only one is concerned.

    `news`: the columns whose change matters; none given: any.
    """

    model: str
    kind: str
    key: str
    location: str = ""
    news: tuple[str, ...] = field(default=())
    on: tuple[str, ...] = EVERY_WAY


WATCHED = (
    Watch(
        "catalogue.Product",
        "product",
        "id",
        news=(
            "title",
            "upc",
            "gtin",
            "net_quantity",
            "net_unit",
            "abv",
            "is_public",
            "structure",
            "parent_id",
            "producer_id",
            "criteria_set_id",
            "origin_ward_id",
        ),
    ),
    # The projection of stock is written here at each sale: only the price and the number are news.
    Watch("partner.StockRecord", "product", "product_id", news=("price", "partner_sku", "product_id")),
    Watch("catalogue.ProductImage", "product", "product_id"),
    Watch("certification.Certificate", "product", "product_id"),
    Watch("producers.Producer", "producer", "id", news=("name", "verification"), on=("UPDATE",)),
    Watch("evaluation.CriteriaSet", "criteria", "id", news=("group",), on=("UPDATE",)),
    Watch("traceability.Lot", "lot", "id", news=("product_id", "code", "made_on", "expires_on")),
    Watch("traceability.Hold", "lot", "lot_id", news=("why", "released_at", "lot_id")),
    # A lot that comes to a shelf for the first time is new to that location.
    Watch("stock.Balance", "lot", "lot_id", "location_id", on=("INSERT",)),
    Watch("stock.Balance", "shelf", "lot_id", "location_id", news=("on_hand", "reserved", "short")),
    # Lines come and go with their transfer, in one transaction.
    Watch("stock.Transfer", "transfer", "id", "origin_id", news=("state",)),
    Watch("stock.Transfer", "transfer", "id", "destination_id", news=("state",)),
    Watch("locations.Location", "place", "id", news=("name", "kind", "is_open")),
    Watch("locations.Assignment", "staff", "user_id", "location_id"),
    Watch("auth.User", "person", "id", news=("first_name", "last_name", "username", "is_active"), on=("UPDATE",)),
    Watch("pos_devices.StaffPin", "person", "user_id"),
)
