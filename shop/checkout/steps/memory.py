"""What the session keeps between the steps, and which order a basket became."""

from django.conf import settings
from django.contrib.sites.models import Site
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import get_language

from catalogue.places.models import Ward
from shop.basket.requests import ShopRequest
from shop.checkout import adults
from shop.checkout.delivery import Buyer, Delivery, FetchAt, ShipTo
from shop.checkout.steps.asking import PICKUP
from shop.locations.models import Location
from shop.order.models import Order

DRAFT, PLACED = "checkout", "placed_orders"
KEPT_ORDERS = 20


def draft(request: HttpRequest) -> dict:
    return request.session.get(DRAFT, {})


def keep(request: HttpRequest, **facts) -> None:
    request.session[DRAFT] = draft(request) | facts


def delivery_of(facts: dict) -> Delivery | None:
    """None where nothing was said yet, or what was said no longer exists."""
    if facts.get("way") == PICKUP:
        point = Location.objects.offering_pickup().select_related("ward__province").filter(pk=facts["point"]).first()
        return FetchAt(location=point) if point else None
    ward = Ward.objects.current().select_related("province").filter(code=facts.get("ward") or None).first()
    if ward is None:
        return None
    return ShipTo(
        ward=ward,
        line1=facts["line1"],
        legacy_address=facts["legacy_address"],
        services={int(place): code for place, code in facts.get("services", {}).items()},
    )


def buyer_of(request: ShopRequest, facts: dict) -> Buyer:
    user = request.user if request.user.is_authenticated else None
    return Buyer(
        user=user,
        name=facts["name"],
        phone=facts["phone"],
        email=user.email if user else facts["email"],
        language=get_language() or settings.LANGUAGE_CODE,
        note=facts["note"],
        is_of_age=adults.is_known(request),
        site=Site.objects.filter(domain=request.get_host()).first(),
    )


def remember_order(request: HttpRequest, order: Order) -> None:
    placed = request.session.get(PLACED, {}) | {str(order.basket_id): order.pk}
    request.session[PLACED] = dict(list(placed.items())[-KEPT_ORDERS:])
    request.session.pop(DRAFT, None)


def last_order(request: HttpRequest) -> Order | None:
    placed = list(request.session.get(PLACED, {}).values())
    return Order.objects.filter(pk=placed[-1]).first() if placed else None


def order_of(request: HttpRequest, basket_id: str) -> Order | None:
    """The order that a basket of this visitor became. Another's basket has none here."""
    if not basket_id.isdecimal():
        return None
    placed = request.session.get(PLACED, {}).get(basket_id)
    if placed:
        return Order.objects.filter(pk=placed).first()
    order = Order.objects.filter(basket_id=basket_id).first()
    is_theirs = order and (order.user_id == request.user.pk if order.user_id else _cookie_basket(request) == basket_id)
    return order if is_theirs else None


def _cookie_basket(request: HttpRequest) -> str:
    try:
        return Signer().unsign(request.COOKIES.get(settings.OSCAR_BASKET_COOKIE_OPEN, ""))
    except BadSignature:
        return ""
