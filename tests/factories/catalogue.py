from datetime import date, timedelta
from itertools import count

from django.utils.timezone import localdate, now
from oscar.core.loading import get_model

from catalogue.certification.models import Certificate
from catalogue.evaluation.models import CriteriaSet, Rulebook
from catalogue.places.models import Province, Ward
from catalogue.producers.models import Producer
from catalogue.traceability.models import Lot

number = count(1)


def a_province(code="48", name="Thành phố Đà Nẵng", region=Province.Region.CENTRE, **facts) -> Province:
    short_name = name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    facts = {"latitude": 16.05, "longitude": 108.2, "short_name": short_name} | facts
    return Province.objects.filter(code=code).first() or Province.objects.create(
        code=code, name=name, region=region, valid_from=date(2025, 7, 1), **facts
    )


def a_ward(code="20794", name="Xã Thăng An", province=None, **facts) -> Ward:
    return Ward.objects.filter(code=code).first() or Ward.objects.create(
        code=code,
        name=name,
        short_name=name.split(" ", 1)[1],
        province=province or a_province(),
        valid_from=date(2025, 7, 1),
        **facts,
    )


def a_criteria_set(number=9, group=CriteriaSet.Group.FOOD, **facts) -> CriteriaSet:
    rulebook = Rulebook.objects.get_or_create(
        number="26/2026/QĐ-TTg",
        defaults={"in_force_from": date(2026, 5, 22), "validity_months": 36, "extension_days": 180},
    )[0]
    return CriteriaSet.objects.get_or_create(
        rulebook=rulebook, number=number, defaults={"group": group, "family": "Gia vị"} | facts
    )[0]


def a_producer(name=None, **facts) -> Producer:
    n = next(number)
    facts = {
        "name": name or f"Hợp tác xã Cửa Khe {n}",
        "slug": f"hop-tac-xa-cua-khe-{n}",
        "legal_form": Producer.LegalForm.COOPERATIVE,
        "verification": Producer.Verification.VERIFIED,
        "verified_at": now(),
    } | facts
    facts.setdefault("ward", a_ward())
    return Producer.objects.create(**facts)


def a_product(title="Nước mắm Cửa Khe", *, price=120_000, stars=4, on_hand=None, location=None, **facts):
    """A certified product with a price. `stars=None`: without certificate. `on_hand`: units in one fresh lot."""
    from .shop import a_shelf

    product_class = get_model("catalogue", "ProductClass").objects.get_or_create(
        name="OCOP", defaults={"requires_shipping": True, "track_stock": True}
    )[0]
    facts = {
        "net_quantity": 500,
        "net_unit": "ml",
        "weight_g": 900,
        "product_class": product_class,
    } | facts
    facts.setdefault("producer", a_producer())
    facts.setdefault("origin_ward", a_ward())
    facts.setdefault("criteria_set", a_criteria_set())
    product = get_model("catalogue", "Product").objects.create(title=title, **facts)
    partner = get_model("partner", "Partner").objects.get_or_create(code="cho-ocop", defaults={"name": "Chợ OCOP"})[0]
    get_model("partner", "StockRecord").objects.create(
        product=product,
        partner=partner,
        partner_sku=f"SP{product.pk:05d}",
        price_currency="VND",
        price=price,
        num_in_stock=0,
        num_allocated=0,
    )
    if stars:
        a_certificate(product, stars=stars)
    if on_hand is not None:
        a_shelf(product, on_hand=on_hand, location=location)
    return product


def a_certificate(product, *, stars=4, issued_on=None, expires_on=None, **facts) -> Certificate:
    today = localdate()
    return Certificate.objects.create(
        product=product,
        number=facts.pop("number", f"48-20794-{next(number):03d}-2026"),
        stars=stars,
        decision="1234/QĐ-UBND",
        authority="UBND thành phố Đà Nẵng",
        issued_on=issued_on or today - timedelta(days=200),
        expires_on=expires_on or today + timedelta(days=800),
        **facts,
    )


def a_lot(product, *, code=None, expires_on=None, quantity=100, **facts) -> Lot:
    today = localdate()
    return Lot.objects.create(
        product=product,
        code=code or f"L{next(number):04d}",
        made_on=facts.pop("made_on", today - timedelta(days=30)),
        expires_on=expires_on or today + timedelta(days=365),
        quantity=quantity,
        **facts,
    )
