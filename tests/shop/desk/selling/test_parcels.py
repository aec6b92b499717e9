import pytest
from django.urls import reverse

from shop.order.parcels import Parcel, Return
from shop.stock.models import Movement
from tests.factories import a_location, a_product, an_order
from tests.shop.desk.conftest import said

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.fixture
def parcel(desk, vietnam):
    return an_order((a_product("Nước mắm Cửa Khe", on_hand=9), 3)).parcels.get()


def send(client, parcel, tracking="VN123"):
    client.post(reverse("desk:pack", args=[parcel.pk]))
    return client.post(reverse("desk:dispatch", args=[parcel.pk]), {"tracking_number": tracking}, follow=True)


def state_of(parcel):
    parcel.refresh_from_db()
    return parcel.state


def test_a_parcel_goes_its_way_from_the_desk(desk, parcel):
    states = [parcel.state]
    desk.post(reverse("desk:pack", args=[parcel.pk]))
    states.append(state_of(parcel))
    desk.post(reverse("desk:dispatch", args=[parcel.pk]), {"tracking_number": "VN123"})
    states.append(state_of(parcel))
    desk.post(reverse("desk:deliver", args=[parcel.pk]))
    states.append(state_of(parcel))

    assert states == ["planned", "packed", "dispatched", "delivered"]
    assert parcel.tracking_number == "VN123"
    assert list(Movement.objects.filter(kind="sale").values_list("quantity", flat=True)) == [-3]


def test_a_list_gets_its_reader_back_after_packing(desk, parcel):
    url = reverse("desk:parcels") + "?show=pack"

    inside = desk.post(reverse("desk:pack", args=[parcel.pk]), {"next": url})
    outside = desk.post(reverse("desk:pack", args=[parcel.pk]), {"next": "https://evil.example/"})

    assert (inside.url, outside.url) == (url, reverse("desk:parcel", args=[parcel.pk]))


def test_an_unpaid_parcel_is_not_packed_and_says_why(desk, vietnam):
    parcel = an_order((a_product(on_hand=2), 1), pays_by="vietqr").parcels.get()

    response = desk.post(reverse("desk:pack", args=[parcel.pk]), follow=True)

    assert (state_of(parcel), len(said(response))) == (Parcel.State.PLANNED, 1)


def test_a_parcel_that_is_not_packed_is_not_sent_and_the_number_stays(desk, parcel):
    response = desk.post(reverse("desk:dispatch", args=[parcel.pk]), {"tracking_number": "VN123"})

    form = response.context["form"]
    assert (state_of(parcel), form["tracking_number"].value()) == (Parcel.State.PLANNED, "VN123")
    assert len(form.non_field_errors()) == 1


def test_goods_that_vanished_from_the_shelf_hold_the_parcel_with_figures(desk, parcel):
    shelf = parcel.location.balances.get()
    desk.post(reverse("desk:count", args=[shelf.pk]), {"counted": 1, "reason": "Kiểm kê", "key": KEY})

    send(desk, parcel)

    assert state_of(parcel) == Parcel.State.PACKED


def test_a_pickup_is_handed_over_only_with_its_code(desk, vietnam):
    point = a_location(kind="sales_point", offers_pickup=True)
    parcel = an_order((a_product(on_hand=5, location=point), 1), pickup=point).parcels.get()
    desk.post(reverse("desk:pack", args=[parcel.pk]))
    url = reverse("desk:hand-over", args=[parcel.pk])
    wrong = f"{(int(parcel.pickup_code) + 1) % 10**6:06d}"

    refused = desk.post(url, {"code": wrong})
    before = state_of(parcel)
    desk.post(url, {"code": f" {parcel.pickup_code} "})

    assert (len(refused.context["form"].non_field_errors()), before) == (1, Parcel.State.PACKED)
    assert state_of(parcel) == Parcel.State.DELIVERED


def test_what_came_back_is_inspected_and_taken_back_once(desk, parcel):
    send(desk, parcel)
    line = parcel.lines.get()
    url = reverse("desk:take-back", args=[parcel.pk, line.pk])
    typed = {"restocked": 1, "written_off": 1, "reason": "Một chai vỡ", "key": KEY}

    desk.post(url, typed)
    desk.post(url, typed)

    assert list(Return.objects.values_list("restocked", "written_off", "reason")) == [(1, 1, "Một chai vỡ")]
    assert parcel.location.balances.get().on_hand == 7


def test_nothing_came_back_is_no_return(desk, parcel):
    send(desk, parcel)
    url = reverse("desk:take-back", args=[parcel.pk, parcel.lines.get().pk])

    response = desk.post(url, {"restocked": 0, "written_off": 0, "reason": "Xem", "key": KEY})

    assert (len(response.context["form"].non_field_errors()), Return.objects.count()) == (1, 0)


@pytest.mark.parametrize("paper", ["picking-list", "delivery-note"])
def test_papers_are_pdf(paper, desk, parcel):
    response = desk.get(reverse(f"desk:{paper}", args=[parcel.pk]))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_page_says_which_lots_to_take(desk, parcel):
    lots = desk.get(reverse("desk:parcel", args=[parcel.pk])).context["lots"]

    [(line, [reservation])] = lots.items()
    assert (line, reservation.quantity) == (parcel.lines.get().line_id, 3)
