"""Goods as a counter knows them."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import override

from catalogue import publishing
from catalogue.certification.speaking import speaking
from catalogue.models import Product
from catalogue.producers.models import Producer
from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.pos.stamps import moment
from shop.stock.models import Balance, Transfer, TransferLine

# A product's words for its page: a counter has no use for them.
WORDS = ("description", "ingredients", "usage", "storage", "warnings", "folded", "meta_description")


def products(location: Location) -> QuerySet[Product]:
    """What ever lay here or is on its way, and everything of this province that may be shown: a producer brings goods
    that nobody here has seen before, and they are scanned. No province has more than a few thousand.
    """
    of_here = Q(origin_ward__province=location.ward.province_id) | Q(
        parent__origin_ward__province=location.ward.province_id
    )
    here = Q(pk__in=shelves(location).values("lot__product")) | Q(pk__in=_on_the_way(location).values("lot__product"))
    words = [*WORDS, *(f"parent__{name}" for name in WORDS)]
    return (
        Product.objects.exclude(structure=Product.PARENT)
        .filter((of_here & publishing.may_be_shown()) | here)
        .select_related("producer", "criteria_set", "parent__producer", "parent__criteria_set")
        .prefetch_related("stockrecords", "images", "parent__images", "certificates", "parent__certificates")
        .defer(*words)
    )


def product_row(product: Product) -> dict:
    canonical = product.canonical
    certificate = speaking(canonical.certificates.all(), day=localdate())
    record = next(iter(product.stockrecords.all()), None)
    return {
        "name": product.get_title(),
        "sku": record.partner_sku if record else "",
        "gtins": _gtins(product),
        "net_quantity": _net_quantity(product),
        "price": int(record.price) if record and record.price else None,
        "producer": canonical.producer.name if canonical.producer else "",
        "group": canonical.criteria_set.group if canonical.criteria_set else "",
        "abv": None if canonical.abv is None else f"{canonical.abv.normalize():f}",
        "is_for_adults": publishing.is_for_adults(product),
        "image": _image(product),
        "stars": certificate.stars if certificate else None,
        "certificate": certificate and _certificate_row(certificate),
        "needs_certificate": publishing.is_certificate_needed(),
        "held": _held(product),
    }


def lots(location: Location) -> QuerySet[Lot]:
    """Those that ever lay here or are on their way here."""
    return Lot.objects.saying_why_held().filter(
        Q(pk__in=shelves(location).values("lot")) | Q(pk__in=_on_the_way(location).values("lot"))
    )


def lot_row(lot: Any) -> dict:
    return {
        "product": lot.product_id,
        "code": lot.code,
        "made_on": lot.made_on.isoformat(),
        "expires_on": lot.expires_on and lot.expires_on.isoformat(),
        "held": lot.why_held,
    }


def shelves(location: Location) -> QuerySet[Balance]:
    return Balance.objects.filter(location=location)


def shelf_row(balance: Balance) -> dict:
    return {"on_hand": balance.on_hand, "reserved": balance.reserved, "short": balance.short}


def transfers(location: Location) -> QuerySet[Transfer]:
    """On their way to or from here."""
    ends = Q(origin=location) | Q(destination=location)
    return Transfer.objects.filter(ends, state=Transfer.State.DISPATCHED).prefetch_related("lines")


def transfer_row(transfer: Transfer) -> dict:
    return {
        "origin": transfer.origin_id,
        "destination": transfer.destination_id,
        "state": transfer.state,
        "dispatched_at": moment(transfer.dispatched_at),
        "lines": [{"id": line.pk, "lot": line.lot_id, "sent": line.sent} for line in transfer.lines.all()],
    }


def _on_the_way(location: Location) -> QuerySet[TransferLine]:
    return TransferLine.objects.filter(transfer__in=transfers(location).values("pk"))


def _gtins(product: Product) -> list[str]:
    """Of fourteen digits each, as GS1 compares them."""
    codes = (product.gtin, product.upc)
    return list(dict.fromkeys(code.zfill(14) for code in codes if code and code.isdecimal() and len(code) <= 14))


def _net_quantity(product: Product) -> str:
    with override("vi"):
        return product.net_content


def _image(product: Product) -> str:
    """The smallest size of its first picture; "" where it has none."""
    image = next(iter(product.images.all()), None)
    if image is None and product.parent:
        image = next(iter(product.parent.images.all()), None)
    sizes = image.original.aspect_ratios["4/5"]["WEBP"] if image else {}
    return sizes[min(sizes)].url if sizes else ""


def _certificate_row(certificate) -> dict:
    days = ("issued_on", "expires_on", "extended_until", "revoked_on")
    told = {name: getattr(certificate, name) for name in days}
    return {"number": certificate.number} | {name: day and day.isoformat() for name, day in told.items()}


def _held(product: Product) -> str:
    """Why it may not be sold at all, whatever its certificate says."""
    canonical = product.canonical
    if not (product.is_public and canonical.is_public):
        return publishing.Refusal.NOT_PUBLIC.value
    if canonical.producer is None or canonical.producer.verification != Producer.Verification.VERIFIED:
        return publishing.Refusal.PRODUCER_NOT_VERIFIED.value
    return ""
