from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from catalogue.traceability.deeds import hold
from catalogue.traceability.models import Lot
from shop.stock.audit import audit
from shop.stock.models import Balance, Movement, Transfer
from tests.factories import a_location, a_lot, a_member_of_staff, a_product, a_shelf, an_order
from tests.shop.desk.conftest import said

KEY, OTHER_KEY = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def shelves(client, **asked):
    return list(client.get(reverse("desk:shelves"), asked).context["page_obj"])


def receive(client, product, **typed):
    return client.post(f"{reverse('desk:receive')}?product={product.pk}", {"key": KEY} | typed, follow=True)


def a_new_lot(**changed):
    return {"code": "CK-2610", "made_on": "2026-10-01", "expires_on": "2028-10-01"} | changed


def test_goods_and_lots_are_found_without_accents(desk):
    fish = a_shelf(a_product("Nước mắm Cửa Khe"), on_hand=5)
    a_shelf(a_product("Quế Trà My"), on_hand=5)

    assert (shelves(desk, q="nuoc mam"), shelves(desk, q=fish.lot.code.lower())) == ([fish], [fish])


def test_shelves_are_sifted_by_place_and_date(desk):
    here, there = a_location(), a_location()
    today = localdate()
    near = a_shelf(a_product(), on_hand=5, location=here, expires_on=today + timedelta(days=10))
    past = a_shelf(a_product(), on_hand=5, location=there, expires_on=today - timedelta(days=1))
    empty = a_shelf(a_product(), on_hand=0, location=there)

    assert {
        "here": shelves(desk, location=here.pk),
        "near": shelves(desk, show="near"),
        "past": shelves(desk, show="past"),
        "empty": shelves(desk, show="empty"),
    } == {"here": [near], "near": [near], "past": [past], "empty": [empty]}


def test_a_product_to_receive_is_found_first(desk):
    product = a_product("Nước mắm Cửa Khe")

    response = desk.get(reverse("desk:receive"), {"q": "nuoc mam"})

    assert response.context["found"] == [product]


def test_a_new_lot_is_received_once_however_often_the_form_is_sent(desk):
    product, place = a_product(), a_location()
    typed = a_new_lot(location=place.pk, quantity=12)

    first = receive(desk, product, **typed)
    receive(desk, product, **typed)

    assert list(Balance.objects.values_list("lot__code", "on_hand")) == [("CK-2610", 12)]
    assert Movement.objects.count() == 1
    assert len(said(first)) == 1


def test_each_form_has_a_key_of_its_own(desk):
    product, place = a_product(), a_location()
    url = f"{reverse('desk:receive')}?product={product.pk}"
    lot = a_lot(product)

    for _turn in range(2):
        key = desk.get(url).context["form"]["key"].value()
        desk.post(url, {"key": str(key), "location": place.pk, "quantity": 5, "lot": lot.pk})

    assert Balance.objects.get().on_hand == 10


def test_a_key_sent_again_with_other_figures_changes_nothing_and_says_so(desk):
    product, place = a_product(), a_location()
    lot = a_lot(product)
    receive(desk, product, location=place.pk, quantity=5, lot=lot.pk)

    response = receive(desk, product, location=place.pk, quantity=50, lot=lot.pk)

    form = response.context["form"]
    assert (Balance.objects.get().on_hand, form["quantity"].value()) == (5, "50")
    assert len(form.non_field_errors()) == 1


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (a_new_lot(quantity="0"), {"quantity"}),
        (a_new_lot(quantity="-1"), {"quantity"}),
        (a_new_lot(quantity=10**9), {"quantity"}),
        (a_new_lot(code=""), {"code"}),
        (a_new_lot(made_on=""), {"made_on"}),
        (a_new_lot(code="lô có dấu"), {"__all__"}),
        (a_new_lot(expires_on="2025-01-01"), {"__all__"}),
        (a_new_lot(location=0), {"location"}),
        (a_new_lot(key="khong phai"), {"key"}),
    ],
)
def test_bad_figures_are_named_and_write_nothing(typed, wrong, desk):
    product, place = a_product(), a_location()

    response = receive(desk, product, **{"location": place.pk, "quantity": 3} | typed)

    assert set(response.context["form"].errors) == wrong
    assert (Lot.objects.count(), Movement.objects.count()) == (0, 0)


def test_a_lot_of_another_product_is_not_taken(desk):
    product, place = a_product(), a_location()
    other = a_lot(a_product())

    response = receive(desk, product, location=place.pk, quantity=3, lot=other.pk)

    assert set(response.context["form"].errors) >= {"lot"}
    assert Movement.objects.count() == 0


def test_a_count_puts_the_ledger_right_once(desk):
    shelf = a_shelf(a_product(), on_hand=10)
    url = reverse("desk:count", args=[shelf.pk])

    for _turn in range(2):
        desk.post(url, {"counted": 8, "reason": "Kiểm kê cuối tháng", "key": KEY})

    shelf.refresh_from_db()
    assert shelf.on_hand == 8
    assert list(Movement.objects.filter(kind="count").values_list("quantity", "reason")) == [(-2, "Kiểm kê cuối tháng")]


def test_counting_is_blind(desk):
    shelf = a_shelf(a_product(), on_hand=7341)

    page = desk.get(reverse("desk:count", args=[shelf.pk])).content.decode()

    assert "7341" not in page and "7.341" not in page


@pytest.mark.parametrize("kind", ["damage", "expire", "return_to_producer"])
def test_goods_leave_the_shelf_with_a_reason(kind, desk):
    shelf = a_shelf(a_product(), on_hand=10)
    typed = {"kind": kind, "quantity": 4, "reason": "Vỡ khi dọn", "key": KEY}

    for _turn in range(2):
        desk.post(reverse("desk:write-off", args=[shelf.pk]), typed)

    shelf.refresh_from_db()
    assert shelf.on_hand == 6
    assert Movement.objects.get(kind=kind).quantity == -4


def test_more_than_lies_there_is_refused_with_figures(desk):
    shelf = a_shelf(a_product(), on_hand=3)

    response = desk.post(
        reverse("desk:write-off", args=[shelf.pk]), {"kind": "damage", "quantity": 4, "reason": "Vỡ", "key": KEY}
    )

    [error] = response.context["form"].non_field_errors()
    shelf.refresh_from_db()
    assert ("3" in error, "4" in error, shelf.on_hand) == (True, True, 3)


def test_a_recall_is_not_a_point_of_sales_to_call(desk):
    shelf = a_shelf(a_product(), on_hand=3)

    response = desk.post(
        reverse("desk:write-off", args=[shelf.pk]), {"kind": "recall", "quantity": 1, "reason": "Thử", "key": KEY}
    )

    assert set(response.context["form"].errors) == {"kind"}


def test_the_ledger_of_a_shelf_shows_what_was_there_after_each_movement(desk):
    shelf = a_shelf(a_product(), on_hand=10)
    desk.post(reverse("desk:write-off", args=[shelf.pk]), {"kind": "damage", "quantity": 4, "reason": "Vỡ", "key": KEY})
    desk.post(reverse("desk:count", args=[shelf.pk]), {"counted": 7, "reason": "Đếm", "key": OTHER_KEY})

    movements = desk.get(reverse("desk:shelf", args=[shelf.pk])).context["page_obj"]

    assert [(movement.quantity, movement.after) for movement in movements] == [(1, 7), (-4, 6), (10, 10)]


@pytest.fixture
def road(vietnam):
    """A shelf of ten, three of them promised to a buyer, and where it may send."""
    here, there = a_location(), a_location(sells_online=False)
    product = a_product(on_hand=10, location=here)
    an_order((product, 3))
    return here.balances.get(), there


def send(client, shelf, destination, units, key=KEY):
    url = f"{reverse('desk:send')}?origin={shelf.location_id}"
    return client.post(url, {"destination": destination.pk, f"units_{shelf.pk}": units, "key": key}, follow=True)


def count_in(client, transfer, received, damaged=0, reason=""):
    line = transfer.lines.get()
    typed = {f"received_{line.pk}": received, f"damaged_{line.pk}": damaged, f"reason_{line.pk}": reason, "key": KEY}
    return client.post(reverse("desk:receive-transfer", args=[transfer.pk]), typed, follow=True)


def test_goods_are_sent_once_and_counted_in_two_short(desk, road):
    shelf, there = road
    for _turn in range(2):
        send(desk, shelf, there, 7)
    transfer = Transfer.objects.get()

    refused = count_in(desk, transfer, received=4, damaged=1)
    response = count_in(desk, transfer, received=4, damaged=1, reason="Thùng móp, thiếu hai chai")

    line = transfer.lines.get()
    assert set(refused.context["form"].errors) == {f"reason_{line.pk}"}
    assert (line.sent, line.received, line.damaged, line.short) == (7, 4, 1, 2)
    assert there.balances.get().on_hand == 4
    assert len(said(response)) == 1
    assert audit() == []


def test_goods_promised_to_buyers_are_not_sent(desk, road):
    shelf, there = road

    response = send(desk, shelf, there, 8)

    assert set(response.context["form"].errors) == {f"units_{shelf.pk}"}
    assert Transfer.objects.count() == 0


def test_a_transfer_of_nothing_is_none(desk, road):
    shelf, there = road

    response = send(desk, shelf, there, "")

    assert (len(response.context["form"].non_field_errors()), Transfer.objects.count()) == (1, 0)


def test_more_cannot_arrive_than_was_sent(desk, road):
    shelf, there = road
    send(desk, shelf, there, 5)

    response = count_in(desk, Transfer.objects.get(), received=4, damaged=2, reason="Móp")

    line = Transfer.objects.get().lines.get()
    assert set(response.context["form"].errors) == {f"received_{line.pk}"}
    assert Transfer.objects.get().state == Transfer.State.DISPATCHED


def test_what_runs_low_is_sent_from_where_most_is_free(desk):
    product = a_product("Nước mắm")
    low, full, half = (a_shelf(product, on_hand=n, location=a_location(f"Kho {n}")) for n in (1, 90, 40))

    page = desk.get(reverse("desk:low"))

    ((row, source),) = page.context["rows"]
    assert (row["location"], source["location"], source["units"]) == (low.location_id, full.location_id, 90)
    assert f"origin={full.location_id}&amp;destination={low.location_id}" in page.content.decode()
    assert half.location_id != source["location"]


def test_a_shelf_of_which_nothing_may_be_sold_runs_low(desk):
    shelf = a_shelf(a_product("Nước mắm"), on_hand=90)
    hold(lot=shelf.lot, why="Nghi hàng giả", actor=a_member_of_staff(), at=now())

    page = desk.get(reverse("desk:low"))

    ((row, _source),) = page.context["rows"]
    assert (row["location"], row["units"]) == (shelf.location_id, 0)


def test_what_is_near_its_date_goes_back_to_its_producer_in_one_press(desk):
    product = a_product("Chả")
    shelf = a_shelf(product, on_hand=9, expires_on=localdate() + timedelta(days=10))
    an_order((product, 2))
    url = reverse("desk:return-to-producer", args=[shelf.pk])

    first, second = (said(desk.post(url, follow=True)) for _ in range(2))

    shelf.refresh_from_db()
    assert (shelf.on_hand, shelf.reserved) == (2, 2)
    assert (first, second) == (["Trả 7 × Chả về nhà sản xuất."], ["Lô này không còn gì để trả."])
    assert audit() == []
