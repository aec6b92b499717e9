"""Orders placed the way buyers place them: through `checkout.submit`."""

from itertools import count

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import now
from oscar.core.loading import get_class

from shop.checkout.bill import draw_up
from shop.checkout.delivery import Buyer, FetchAt, ShipTo
from shop.checkout.submit import submit
from shop.shipping.tariffs import Rate, Service, Surcharge, Zone

from .catalogue import a_ward

number = count(1)


def a_service(code=None, *, base=22_000, step=5_000, first_g=500, surcharges=None, zones=None, **facts) -> Service:
    """A carrier's service that goes everywhere at one price: 1–3 days, `surcharges={"cash": 5_000}`."""
    facts = {"carrier": "Bưu điện", "name": "Chuyển thường"} | facts
    service = Service.objects.create(code=code or f"dich-vu-{next(number)}", **facts)
    for zone in zones or Zone:
        Rate.objects.create(service=service, zone=zone, first_g=first_g, base=base, step=step)
    for cause, amount in (surcharges or {}).items():
        Surcharge.objects.create(service=service, cause=cause, amount=amount)
    return service


def a_buyer(*, email="khach@example.com", user=None, **facts) -> Buyer:
    facts = {"name": "Nguyễn Thị Hoa", "phone": "0905123456"} | facts
    return Buyer(email=user.email if user else email, user=user, **facts)


def a_delivery(*, ward=None, pickup=None, services=None, line1="12 Trần Phú"):
    return FetchAt(location=pickup) if pickup else ShipTo(ward=ward or a_ward(), line1=line1, services=services or {})


def submit_an_order(
    basket, *, pays_by="cash", ward=None, pickup=None, user=None, email="khach@example.com", at=None, **buyer
):
    """The order of a basket, at whatever it costs. With no shipping service in the database one is made."""
    if not Service.objects.exists():
        a_service("thuong")
    at = at or now()
    delivery = a_delivery(ward=ward, pickup=pickup)
    basket.reset_offer_applications()
    get_class("offer.applicator", "Applicator")().apply(basket, user or basket.owner or AnonymousUser())
    bill = draw_up(basket=basket, delivery=delivery, cash=pays_by == "cash", at=at)
    return submit(
        basket=basket,
        buyer=a_buyer(email=email, user=user or basket.owner, **buyer),
        delivery=delivery,
        pays_by=pays_by,
        expected_total=bill.total,
        at=at,
    )
