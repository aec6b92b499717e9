"""Certificates in every state, issued through the deeds of certification."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from oscar.core.loading import get_model

from catalogue.certification.life import issue, months_after, revoke
from catalogue.certification.models import Certificate
from shop.demo.data import rows
from shop.demo.goods import sku_of

Product = get_model("catalogue", "Product")
TERM_MONTHS = 36


@transaction.atomic
def build(*, at: datetime, track) -> None:
    today = localdate(at)
    held = set(Certificate.objects.exclude(product__upc=None).values_list("product__upc", flat=True))
    certified = [row for row in rows("products.csv") if row["cert_state"] != "candidate"]
    missing = {sku_of(row["id"]) for row in certified} - held
    products = {
        product.upc: product
        for product in Product.objects.filter(upc__in=missing).select_related("origin_ward__province")
    }
    for row in track(certified, "certificates"):
        if product := products.get(sku_of(row["id"])):
            _certify(product, row, today)


def _certify(product, row: dict, today: date) -> None:
    number, stars = int(row["id"]), int(row["star"])
    issued_on = _issued_on(row["cert_state"], number, today)
    province = product.origin_ward.province
    certificate = issue(
        product=product,
        number=f"{province.code}-{product.origin_ward.code}-{number:03d}-{issued_on.year}",
        stars=stars,
        decision=f"{1200 + number}/QĐ-{'BNNMT' if stars == 5 else 'UBND'}",
        # Article 4.1: five stars are the ministry's, three and four the province's.
        authority="Bộ Nông nghiệp và Môi trường"
        if stars == 5
        else _committee(province.name, row["old_address"], issued_on),
        issued_on=issued_on,
    )
    if row["cert_state"] == "revoked":
        revoke(
            certificate=certificate,
            on=today - timedelta(days=40),
            because="Cơ sở không còn sản xuất sản phẩm này (Điều 8 khoản 1 điểm đ).",
        )


def _issued_on(state: str, number: int, today: date) -> date:
    if state == "expiring":
        return months_after(today + timedelta(days=40 + number), -TERM_MONTHS)
    if state == "expired":
        return months_after(today - timedelta(days=20), -TERM_MONTHS)
    return today - timedelta(days=420 if state == "revoked" else 90 + number * 9)


def _committee(province: str, old_address: str, day: date) -> str:
    """Before the reform of July 2025 it was the committee of the old province that signed."""
    if day >= date(2025, 7, 1):
        return f"UBND {province[0].lower()}{province[1:]}"
    return f"UBND tỉnh {old_address.split(', ')[-1]}"
