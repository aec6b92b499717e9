import pytest
from django.core import mail
from django.urls import reverse

from shop.order.models import Order
from shop.payment.attempts import BankEntry, PaymentAttempt, Refund
from tests.factories import a_location, a_product, an_order
from tests.shop.desk.conftest import a_paid_transfer, paid, said

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


def found(client, **asked):
    return list(client.get(reverse("desk:orders"), asked).context["page_obj"])


@pytest.fixture
def two_orders(vietnam):
    product = a_product(on_hand=9)
    hoa = an_order((product, 1), name="Nguyễn Thị Hoà", phone="0905123456", email="hoa@example.com")
    duc = an_order((product, 1), name="Đỗ Đức", phone="0912000111", email="duc@example.com")
    return hoa, duc


@pytest.mark.parametrize(
    "typed", ["nguyen thi hoa", "Hoà", "0905 123 456", "+84905123456", "905123", "hoa@example", "  HOÀ  "]
)
def test_an_order_is_found_by_what_a_caller_says(typed, desk, two_orders):
    assert found(desk, q=typed) == [two_orders[0]]


def test_an_order_is_found_by_its_number_and_by_đ_without_its_stroke(desk, two_orders):
    hoa, duc = two_orders

    assert (found(desk, q=f"#{hoa.number}"), found(desk, q="do duc")) == ([hoa], [duc])


def test_what_nobody_has_finds_nothing_and_says_what_to_try(desk, two_orders):
    response = desk.get(reverse("desk:orders"), {"q": "' OR 1=1 --"})

    assert list(response.context["page_obj"]) == []


def test_orders_are_sifted_by_state(desk, two_orders):
    waiting = an_order((a_product(on_hand=3), 1), pays_by="vietqr")

    assert found(desk, status="awaiting_payment") == [waiting]
    assert set(found(desk, status="no-such-state")) == {*two_orders, waiting}


def test_cancelling_frees_the_goods_and_gives_the_money_back(desk, vietnam):
    attempt = a_paid_transfer()
    order = attempt.order

    response = desk.post(
        reverse("desk:cancel", args=[order.number]), {"because": "Người mua đổi ý", "key": KEY}, follow=True
    )

    order.refresh_from_db()
    assert (order.status, order.cancelled_because) == (Order.CANCELLED, "Người mua đổi ý")
    assert Refund.objects.get().amount == attempt.amount
    assert len(said(response)) == 1


def test_an_order_on_its_way_is_not_cancelled_and_the_reason_stays(desk, vietnam):
    order = an_order((a_product(on_hand=3), 1))
    parcel = order.parcels.get()
    desk.post(reverse("desk:pack", args=[parcel.pk]))
    desk.post(reverse("desk:dispatch", args=[parcel.pk]), {"tracking_number": "VN1"})

    response = desk.post(reverse("desk:cancel", args=[order.number]), {"because": "Đổi ý", "key": KEY})

    form = response.context["form"]
    order.refresh_from_db()
    assert (order.status, form["because"].value(), len(form.non_field_errors())) == (Order.CONFIRMED, "Đổi ý", 1)


def test_one_line_is_refunded_once_however_often_the_form_is_sent(desk, vietnam):
    product = a_product(on_hand=5, price=120_000)
    order = an_order((product, 3), pays_by="vietqr")
    paid(order)
    line = order.lines.get()
    typed = {f"units_{line.pk}": 1, "shipping": 0, "reason": "Vỡ một chai", "key": KEY}
    url = reverse("desk:refund", args=[order.number])

    desk.post(url, typed)
    desk.post(url, typed)

    assert list(Refund.objects.values_list("amount", "reason")) == [(120_000, "Vỡ một chai")]


def test_more_than_was_paid_is_refused_by_its_own_room(desk, vietnam):
    order = an_order((a_product(on_hand=5), 1), pays_by="vietqr")
    paid(order)
    line = order.lines.get()

    response = desk.post(
        reverse("desk:refund", args=[order.number]),
        {f"units_{line.pk}": 2, "shipping": 0, "reason": "Nhầm", "key": KEY},
    )

    form = response.context["form"]
    assert (len(form.non_field_errors()), form["reason"].value()) == (1, "Nhầm")
    assert Refund.objects.count() == 0


def test_shipping_may_be_typed_with_dots(desk, vietnam):
    order = an_order((a_product(on_hand=5), 1), pays_by="vietqr")
    paid(order)
    line = order.lines.get()

    desk.post(
        reverse("desk:refund", args=[order.number]),
        {f"units_{line.pk}": 0, "shipping": "20.000", "reason": "Giao chậm", "key": KEY},
    )

    assert Refund.objects.get().amount == 20_000


def test_cash_at_the_counter_is_recorded_once_by_its_receipt(desk, vietnam):
    point = a_location(kind="sales_point", offers_pickup=True)
    order = an_order((a_product(on_hand=5, price=50_000, location=point), 2), pickup=point)
    typed = {"amount": "100.000", "reference": "PT-0001"}
    url = reverse("desk:cash", args=[order.number])

    desk.post(url, typed)
    desk.post(url, typed)

    attempt = order.attempts.get()
    assert (attempt.state, attempt.captured) == (PaymentAttempt.State.PAID, 100_000)
    assert BankEntry.objects.count() == 1


def test_the_page_tells_what_happened_newest_first(desk, vietnam):
    order = an_order((a_product(on_hand=3), 1))
    desk.post(reverse("desk:pack", args=[order.parcels.get().pk]))

    history = desk.get(reverse("desk:order", args=[order.number])).context["history"]

    assert [event.at for event in history] == sorted((event.at for event in history), reverse=True)
    assert history[-1].at == order.date_placed


def test_letters_go_out_with_the_deeds(desk, vietnam, django_capture_on_commit_callbacks):
    order = an_order((a_product(on_hand=3), 1))
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("desk:cancel", args=[order.number]), {"because": "Hết hàng", "key": KEY})

    assert [letter.to for letter in mail.outbox] == [["khach@example.com"]]
