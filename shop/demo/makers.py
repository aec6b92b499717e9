"""Producers, derived from the goods that they make."""

from datetime import datetime, timedelta

from django.db import transaction
from oscar.core.utils import slugify
from stdnum.vn import mst

from catalogue.places.models import Ward
from catalogue.producers.models import Producer
from shop.demo.data import rows


@transaction.atomic
def build(*, at: datetime, track) -> None:
    goods = {row["id"]: row for row in rows("products.csv")}
    wards = {
        ward.code: ward for ward in Ward.objects.current().filter(code__in={g["ward_code"] for g in goods.values()})
    }
    known = set(Producer.objects.values_list("slug", flat=True))
    for row in track(rows("producers.csv"), "producers"):
        first = goods[row["products"].split(";")[0]]
        slug = slugify(row["name"])
        if slug in known:
            continue
        is_verified = row["verification"] == Producer.Verification.VERIFIED
        Producer.objects.create(
            name=row["name"],
            slug=slug,
            legal_form=row["legal_form"],
            tax_code=tax_code(int(row["key"])),
            ward=wards[first["ward_code"]],
            street=row["street"],
            legacy_address=first["old_address"],
            latitude=wards[first["ward_code"]].latitude,
            longitude=wards[first["ward_code"]].longitude,
            phone=f"+8490000{1000 + int(row['key'])}",
            email=f"nguoi-lam-{row['key']}@example.com",
            story_teaser=row["story"],
            verification=row["verification"],
            verified_at=at - timedelta(days=400 - int(row["key"])) if is_verified else None,
        )


def tax_code(number: int) -> str:
    """The number-th invented tax code: its check digit is right, its prefix 99 belongs to no tax office."""
    for serial in range(number * 100, number * 100 + 100):
        stem = f"99{serial:07d}"
        if mst.is_valid(stem + mst.calc_check_digit(stem)):
            return stem + mst.calc_check_digit(stem)
    raise LookupError(f"No check digit fits the hundred serial numbers of {number}")


def producer_by_product() -> dict[str, Producer]:
    """Product id of the table → its producer."""
    by_slug = {producer.slug: producer for producer in Producer.objects.all()}
    return {
        product: by_slug[slugify(row["name"])]
        for row in rows("producers.csv")
        for product in row["products"].split(";")
    }
