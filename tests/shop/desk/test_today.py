from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate, now

from shop.order.sending import returns, shipping_out
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf, an_order
from tests.factories.counters import a_device
from tests.factories.sending import a_sent_order
from tests.factories.telling import a_counter
from tests.shop.desk.conftest import a_break, a_refund_by_hand, an_entry_in_review, an_unpaid_transfer
from themes.templatetags.theme import dong


def figures(response):
    return {waiting.url: waiting.figure for _name, group in response.context["groups"] for waiting in group}


def test_what_waits_is_counted_and_leads_to_its_list(desk, vietnam):
    place = a_location(offers_pickup=True, kind="sales_point")
    product = a_product("Nước mắm", on_hand=50, location=place)
    an_order((product, 1))
    sent, fetched = an_order((product, 1)), an_order((product, 1), pickup=place)
    for order in (sent, fetched):
        shipping_out.pack(parcel=order.parcels.get(), at=now())
    came_back = a_sent_order((product, 1))
    returns.take_back(
        parcel_line=came_back.parcels.get().lines.get(), restocked=1, written_off=0, reason="Không ai nhận",
        key="test:back", at=now(), actor=a_member_of_staff(),
    )  # fmt: skip
    a_refund_by_hand(product)
    a_break(an_unpaid_transfer(product))
    an_entry_in_review()
    today = localdate()
    a_shelf(a_product("Chả", price=50_000), on_hand=9, location=place, expires_on=today + timedelta(days=20))
    a_shelf(a_product("Nem"), on_hand=3, location=place, expires_on=today - timedelta(days=1))
    a_product("Quế", on_hand=2, location=place, ingredients="Quế")
    a_device(unsent=2, unsent_since=now())
    counter = a_counter(a_shelf(a_product("Tiêu"), on_hand=6, location=place))
    counter.opens()
    counter.says("fortune_told", {})
    counter.says("fortune_told", {})
    counter.push()

    response = desk.get(reverse("desk:today"))

    seen = figures(response)
    labels = seen.pop(reverse("desk:labels"))
    assert seen == {
        reverse("desk:points"): dong(0),
        reverse("desk:shifts"): dong(500_000),
        f"{reverse('desk:parcels')}?show=pack": 1,  # the unpaid one waits, and the refunded one is cancelled
        f"{reverse('desk:parcels')}?show=send": 1,
        f"{reverse('desk:parcels')}?show=fetch": 1,
        f"{reverse('desk:parcels')}?show=back": 1,
        reverse("desk:low"): 2,  # cinnamon, and the sausage of which all is past its date
        f"{reverse('desk:shelves')}?show=near": 1,
        f"{reverse('desk:shelves')}?show=past": 1,
        f"{reverse('desk:transfers')}?show=coming": 0,
        reverse("desk:devices"): 1,
        reverse("desk:set-aside-events"): 2,
        reverse("desk:discrepancies"): 0,
        reverse("desk:payments"): 1,
        reverse("desk:entries"): 1,
        reverse("desk:refunds"): 1,
        reverse("desk:breaks"): 1,
    }
    assert labels == len(desk.get(reverse("desk:labels")).context["paginator"].object_list)


def test_a_quiet_day_says_so(desk):
    response = desk.get(reverse("desk:today"))

    assert response.context["is_quiet"] is True
