"""What an entry says of a product, gathered from the tables where it is written."""

from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from django.utils.translation import override

from catalogue import publishing
from catalogue.certification.models import Certificate
from catalogue.certification.speaking import speaking
from catalogue.data import rows
from catalogue.evaluation.models import CriteriaSet
from catalogue.folding import fold
from catalogue.models import Product
from catalogue.places.models import Ward
from catalogue.producers.models import Producer
from catalogue.search.models import Entry

FACTS = tuple(
    field.attname for field in Entry._meta.concrete_fields if field.name not in ("product", "version", "sent_version")
)


def facts_of(product_ids: list[int], *, day: date) -> dict[int, dict[str, Any]]:
    """For each of them that has a page of its own, the facts of its entry by column. Queries do not grow with them."""
    products = list(
        Product.objects.filter(pk__in=product_ids, parent=None)
        .select_related("producer", "criteria_set")
        .prefetch_related("certificates", "stockrecords", "children__stockrecords")
    )
    places = _places_of({product.origin_ward_id for product in products})
    english = {row["family"]: row["english"] for row in rows("families_in_english.csv")}
    return {product.pk: _facts(product, places, english, day) for product in products}


def _facts(product, places: dict, english: dict[str, str], day: date) -> dict[str, Any]:
    # In an order of their own: the same facts must not be news because rows come in another.
    sizes = sorted(_public_sizes(product), key=attrgetter("pk"))
    records = sorted((record for size in sizes for record in size.stockrecords.all()), key=attrgetter("pk"))
    certificate = speaking(product.certificates.all(), day=day)
    ward = places.get(product.origin_ward_id)
    is_for_sale = _may_be_sold_if_certified(product)
    prices = [int(record.price) for record in records if record.price and record.price > 0]
    title = product.get_title()
    return {
        "is_shown": product.is_public and product.producer.verification != Producer.Verification.SUSPENDED,
        "title": title,
        "maker": product.producer.name,
        "place": " · ".join(part for part in ((ward or {}).get("said"), product.producer.legacy_address) if part),
        "about": _about(product, sizes, english),
        "codes": " ".join(_codes(product, sizes, records, certificate)),
        "sort_key": fold(title)[:80],
        "stars": certificate and certificate.stars,
        "certified_from": certificate and certificate.issued_on,
        "certified_until": certificate and _last_day(certificate),
        "group": product.criteria_set.group if product.criteria_set else "",
        "province_id": ward and ward["province_id"],
        "ward_id": product.origin_ward_id,
        "producer_id": product.producer_id,
        "price": min(prices, default=None) if is_for_sale else None,
        "is_in_stock": any((record.num_in_stock or 0) > 0 for record in records),
        "is_chilled": product.is_chilled,
        "is_for_sale": is_for_sale and bool(prices),
        "made_at": product.date_created,
    }


def _public_sizes(product) -> list:
    return [size for size in product.children.all() if size.is_public] if product.is_parent else [product]


def _may_be_sold_if_certified(product) -> bool:
    return (
        product.is_public
        and product.producer.verification == Producer.Verification.VERIFIED
        and not publishing.is_contact_only(product)
    )


def _last_day(certificate: Certificate) -> date:
    """Its last valid day: a certificate is worth nothing from the day on which it is revoked."""
    if certificate.revoked_on is None:
        return certificate.valid_until
    return min(certificate.valid_until, certificate.revoked_on - timedelta(days=1))


def _about(product, sizes: list, english: dict[str, str]) -> str:
    said = [product.ingredients, *(size.net_content for size in sizes)]
    if product.criteria_set:
        group, family = CriteriaSet.Group(product.criteria_set.group), product.criteria_set.family
        for language in ("vi", "en"):
            with override(language):
                said.append(str(group.label))
        said += [family, english.get(family, "")]
    return " · ".join(part for part in said if part)


def _codes(product, sizes: list, records: list, certificate: Certificate | None) -> list[str]:
    codes = [certificate and certificate.number, product.upc, product.gtin]
    codes += [code for size in sizes for code in (size.upc, size.gtin)]
    codes += [record.partner_sku for record in records]
    return list(dict.fromkeys(code for code in codes if code))


def _places_of(ward_ids: set) -> dict[int, dict[str, Any]]:
    """Names of today and of before July 2025, when there were districts: a ward that was merged has several."""
    wards = (
        Ward.objects.filter(pk__in=ward_ids)
        .select_related("province")
        .prefetch_related("predecessors", "province__predecessors")
    )
    return {ward.pk: {"province_id": ward.province_id, "said": _said(ward)} for ward in wards}


def _said(ward: Ward) -> str:
    before = ward.predecessors.all()
    names = [ward.name, ward.province.name]
    names += [unit.name for unit in before]
    names += [unit.note.split(",")[0] for unit in before]
    names += [unit.name for unit in ward.province.predecessors.all()]
    return " · ".join(dict.fromkeys(name for name in names if name))
