import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from shop.order import life
from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.order.sending import shipping_out
from shop.payment import settling
from shop.payment.attempts import Refund
from shop.stock.models import Balance
from tests.factories import a_basket, a_location, a_product
from tests.factories.ordering import submit_an_order
from tests.services.stripe import shop_with_stripe

pytestmark = pytest.mark.django_db
AT = now()


@pytest.fixture(autouse=True)
def _foundations(site, vietnam):
    """Every order is sent within Vietnam, from the default site."""


def an_order(units=2, **facts) -> Order:
    return submit_an_order(a_basket((a_product(price=100_000, on_hand=5), units)), at=AT, **facts)


def page_of(client, order) -> str:
    answer = client.get(order.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def said_in(page: str, *facts: str) -> list[bool]:
    return [fact in page for fact in facts]


@pytest.mark.parametrize("name", ["order_status", "order_state", "order_cancel", "order_pay"])
def test_without_its_token_an_order_is_not_there(client, name):
    order = an_order(pays_by="vietqr")
    method = client.get if name in ("order_status", "order_state") else client.post

    answers = [
        method(reverse(name, args=[number, token])).status_code
        for number, token in ((order.number, "x" * 22), ("999999", order.token), (order.number, order.token[:-1]))
    ]

    assert (answers, Order.objects.get().status) == ([404, 404, 404], Order.AWAITING_PAYMENT)


def test_the_page_is_not_for_search_engines_nor_caches(client):
    answer = client.get(an_order().get_absolute_url())

    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_a_transfer_shows_its_code_amount_account_and_memo(client, settings):
    order = an_order(pays_by="vietqr")

    page = page_of(client, order)

    assert (
        said_in(page, "<svg", f'data-copy="OCOP{order.number}"', settings.VIETQR_ACCOUNT, "data-poll-url") == [True] * 4
    )


def test_the_poll_says_another_state_once_the_money_is_there(client):
    order = an_order(pays_by="vietqr")
    url = reverse("order_state", args=[order.number, order.token])
    waiting = [client.get(url).json() for _ in range(2)]

    settling.received(attempt=order.attempts.get(), amount=int(order.total_incl_tax), at=AT)
    paid = client.get(url).json()

    assert (waiting[0] == waiting[1], paid == waiting[0]) == (True, False)
    assert said_in(page_of(client, order), "data-poll-url", "<svg") == [False, True]


def test_a_buyer_cancels_what_is_not_packed(client):
    order = an_order()

    client.post(reverse("order_cancel", args=[order.number, order.token]))

    assert (Order.objects.get().status, Balance.objects.get().reserved) == (Order.CANCELLED, 0)


def test_what_is_paid_and_cancelled_is_given_back(client):
    order = an_order(pays_by="vietqr")
    settling.received(attempt=order.attempts.get(), amount=int(order.total_incl_tax), at=AT)

    client.post(reverse("order_cancel", args=[order.number, order.token]))

    assert (Order.objects.get().status, [refund.amount for refund in Refund.objects.all()]) == (
        Order.CANCELLED,
        [int(order.total_incl_tax)],
    )


def test_a_buyer_does_not_cancel_what_is_packed(client):
    order = an_order()
    shipping_out.pack(parcel=order.parcels.get(), at=AT)

    client.post(reverse("order_cancel", args=[order.number, order.token]))

    assert (Order.objects.get().status, Parcel.objects.get().state) == (Order.CONFIRMED, Parcel.State.PACKED)
    assert reverse("order_cancel", args=[order.number, order.token]) not in page_of(client, order)


def test_looking_at_the_page_changes_nothing(client):
    order = an_order(pays_by="vietqr")

    page_of(client, order)
    answer = client.get(reverse("order_cancel", args=[order.number, order.token]))

    assert (answer.status_code, Order.objects.get().status) == (405, Order.AWAITING_PAYMENT)


def test_the_parcel_on_its_way_shows_its_tracking_number(client):
    order = an_order()
    parcel = shipping_out.pack(parcel=order.parcels.get(), at=AT)
    shipping_out.dispatch(parcel=parcel, tracking_number="VTP123456", at=AT)

    assert said_in(page_of(client, order), "VTP123456") == [True]


def test_the_code_for_fetching_is_shown_once_it_is_ready(client):
    point = a_location("Trung tâm OCOP", kind="ocop_center", offers_pickup=True)
    order = submit_an_order(a_basket((a_product(on_hand=5, location=point), 1)), pickup=point)
    parcel = order.parcels.get()

    before = page_of(client, order)
    shipping_out.pack(parcel=parcel, at=AT)

    assert (parcel.pickup_code in before, parcel.pickup_code in page_of(client, order)) == (False, True)


def test_a_card_is_paid_at_the_house_again_from_the_order_s_page(client, settings):
    with shop_with_stripe(settings):
        order = an_order(pays_by="stripe")
        shown = page_of(client, order)
        pays = [client.post(reverse("order_pay", args=[order.number, order.token])).url for _ in range(2)]

    assert reverse("order_pay", args=[order.number, order.token]) in shown
    assert (pays[0] == pays[1], pays[0] == order.get_absolute_url()) == (True, False)


def test_a_card_house_that_does_not_answer_leaves_the_order_as_it_is(client, settings):
    settings.STRIPE_API_BASE, settings.STRIPE_SECRET_KEY = "http://127.0.0.1:9", "sk_test_x"
    order = an_order(pays_by="stripe")

    answer = client.post(reverse("order_pay", args=[order.number, order.token]), follow=True)

    assert (answer.status_code, len(list(answer.context["messages"]))) == (200, 1)
    assert Order.objects.get().status == Order.AWAITING_PAYMENT


@pytest.mark.parametrize("status", ["awaiting", "confirmed", "cancelled", "completed"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_state_has_its_words_in_both_languages(client, status, prefix):
    order = an_order(pays_by="vietqr" if status == "awaiting" else "cash")
    if status == "cancelled":
        life.cancel(order=order, because="đổi ý", at=AT)
    if status == "completed":
        parcel = shipping_out.pack(parcel=order.parcels.get(), at=AT)
        shipping_out.dispatch(parcel=parcel, tracking_number="V1", at=AT)
        shipping_out.deliver(parcel=parcel, at=AT)
    word = "orders" if prefix else "don-hang"

    answer = client.get(f"{prefix}/{word}/{order.number}/{order.token}/")

    assert answer.status_code == 200


def a_wide_order(lines: int, locations: int) -> Order:
    shops = [a_location() for _ in range(locations)]
    goods = [a_product(f"Món {n}", price=10_000, on_hand=3, location=shops[n % locations]) for n in range(lines)]
    return submit_an_order(a_basket(*((product, 1) for product in goods)), pays_by="vietqr", at=AT)


def test_the_page_asks_the_database_the_same_for_one_line_and_for_ten_in_five_parcels(client):
    few, many = a_wide_order(1, 1), a_wide_order(10, 5)
    for order in (few, many):
        page_of(client, order)

    asked = []
    for order in (few, many):
        with CaptureQueriesContext(connection) as queries:
            page_of(client, order)
        asked.append(len(queries))

    assert (asked[0], many.parcels.count()) == (asked[1], 5)
