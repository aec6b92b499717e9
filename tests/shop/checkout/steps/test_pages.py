from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from shop.order.models import Order
from shop.payment.attempts import PaymentAttempt
from shop.stock.models import Balance, Reservation
from tests.factories import a_location, a_product, a_province, a_shelf, a_shopper, a_ward
from tests.factories.ordering import a_service
from tests.shop.checkout.shopping import a_visitor, messages_of, places, says_where, sees, the_order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _carrier(site, vietnam):
    a_service("thuong", base=20_000, first_g=1_000, surcharges={"cash": 5_000})


def counts():
    return [Order.objects.count(), Reservation.objects.count(), PaymentAttempt.objects.count()]


def test_a_guest_orders_in_two_steps():
    client = a_visitor((a_product(price=120_000, on_hand=5), 2))

    to_review = says_where(client)
    placed = places(client)

    order = the_order()
    assert (to_review.url, placed.url) == (reverse("checkout:review"), order.get_absolute_url())
    assert (order.guest_email, str(order.phone.as_e164), int(order.total_incl_tax)) == (
        "hoa@example.com",
        "+84905123456",
        240_000 + 20_000 + 2 * 5_000 + 5_000,
    )
    assert order.shipping_address.summary == "Nguyễn Thị Hoa, 12 Trần Phú, Xã Thăng An, Thành phố Đà Nẵng"


def test_without_scripts_the_wards_come_after_the_province():
    ward = a_ward()
    client = a_visitor((a_product(on_hand=5), 1))

    page = client.post(
        reverse("checkout:index"), {"province": ward.province.code, "choose_province": "1", "name": "Hoa"}
    ).content.decode()

    assert [fact in page for fact in (f'<option value="{ward.code}">', 'value="Hoa"', "notice bad")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"ward": "99999"},
        {"ward": ""},
        {"province": "01"},
        {"province": "zz"},
        {"phone": "123"},
        {"email": "hoa"},
        {"name": " "},
        {"line1": ""},
        {"way": "drone"},
        {"way": "pickup", "point": "1"},
    ],
    ids=str,
)
def test_what_cannot_be_an_address_is_said_and_what_was_typed_stays(wrong):
    a_province("01", "Thành phố Hà Nội")
    client = a_visitor((a_product(on_hand=5), 1))

    response = says_where(client, note="Gọi trước", **wrong)

    assert (response.status_code, "Gọi trước" in response.content.decode()) == (422, True)
    assert client.get(reverse("checkout:review")).url == reverse("checkout:index")


def test_a_ward_of_before_the_reform_is_refused():
    gone = a_ward("26740", "Phường Bến Nghé", valid_to=localdate())
    client = a_visitor((a_product(on_hand=5), 1))

    assert says_where(client, ward=gone.code).status_code == 422


def test_a_ward_that_ends_between_the_steps_is_asked_again():
    client = a_visitor((a_product(on_hand=5), 1))
    says_where(client)
    shown = sees(client, pays_by="cash")
    ward = a_ward()
    ward.valid_to = localdate()
    ward.save()

    response = client.post(reverse("checkout:review"), shown | {"terms": "1", "place": "1"})

    assert (response.url, counts()) == (reverse("checkout:index"), [0, 0, 0])


@pytest.mark.parametrize("total", ["1", "-1", "0", "999999999999999999999", "abc", ""])
def test_another_total_than_ours_orders_nothing(total):
    client = a_visitor((a_product(price=100_000, on_hand=5), 1))
    says_where(client)

    response = client.post(reverse("checkout:review"), {"pays_by": "cash", "total": total, "terms": "1", "place": "1"})

    assert (response.url, counts()) == (reverse("checkout:review"), [0, 0, 0])
    assert len(messages_of(client.get(response.url))) == 1


@pytest.mark.parametrize("house", ["gold", "", "stripe"])
def test_a_way_of_paying_that_is_not_offered_orders_nothing(house, settings):
    settings.STRIPE_SECRET_KEY = ""
    client = a_visitor((a_product(price=100_000, on_hand=5), 1))
    says_where(client)

    response = places(client, pays_by=house)

    assert (response.url, counts()) == (reverse("checkout:review"), [0, 0, 0])


def test_a_service_that_does_not_exist_is_as_if_none_was_chosen():
    client = a_visitor((a_product(price=100_000, on_hand=5), 1))
    says_where(client)

    places(client, **{f"service-{Balance.objects.get().location_id}": "rocket", "service-x": "thuong"})

    assert [parcel.service.code for parcel in the_order().parcels.all()] == ["thuong"]


def test_the_chosen_service_is_paid_for():
    a_service("nhanh", base=40_000, first_g=1_000)
    client = a_visitor((a_product(price=100_000, on_hand=5), 1))
    says_where(client)
    chosen = {f"service-{Balance.objects.get().location_id}": "nhanh", "pays_by": "vietqr"}

    total = sees(client, **chosen)["total"]
    client.post(reverse("checkout:review"), chosen | {"total": total, "terms": "1", "place": "1"})

    assert (total, [parcel.fee for parcel in the_order().parcels.all()]) == ("140000", [40_000])


def test_without_the_terms_nothing_is_ordered():
    client = a_visitor((a_product(on_hand=5), 1))
    says_where(client)

    response = client.post(reverse("checkout:review"), sees(client, pays_by="cash") | {"place": "1"})

    assert (response.url, counts()) == (reverse("checkout:review"), [0, 0, 0])


def test_pressed_twice_reloaded_or_gone_back_there_is_one_order():
    client = a_visitor((a_product(on_hand=5), 1))
    says_where(client)
    form = sees(client, pays_by="cash") | {"terms": "1", "place": "1", "pays_by": "cash"}

    first = client.post(reverse("checkout:review"), form)
    again = client.post(reverse("checkout:review"), form)
    back = [client.get(reverse(f"checkout:{step}")).url for step in ("index", "review")]

    assert {first.url, again.url, *back} == {the_order().get_absolute_url()}
    assert counts() == [1, 1, 1]


def test_a_second_tab_finds_the_order_also_before_its_session_is_written():
    client = a_visitor((a_product(on_hand=5), 1))
    says_where(client)
    form = sees(client, pays_by="cash") | {"terms": "1", "place": "1", "pays_by": "cash"}
    other_tab = type(client)()
    other_tab.cookies = client.cookies.copy()
    first = client.post(reverse("checkout:review"), form)
    del other_tab.cookies["sessionid"]

    assert other_tab.post(reverse("checkout:review"), form).url == first.url


def test_another_s_basket_cannot_be_asked_for_its_order():
    theirs = a_visitor((a_product(on_hand=5), 1))
    says_where(theirs)
    form = sees(theirs, pays_by="cash") | {"terms": "1", "place": "1", "pays_by": "cash"}
    theirs.post(reverse("checkout:review"), form)
    mine = a_visitor((a_product(on_hand=5), 1))
    says_where(mine)

    answer = mine.post(reverse("checkout:review"), {"basket": form["basket"], "pays_by": "cash"})

    assert answer.url == reverse("checkout:review")


def test_the_last_unit_goes_to_one_buyer_and_the_other_is_told():
    lamp = a_product("Đèn lồng", on_hand=1)
    first, second = a_visitor((lamp, 1)), a_visitor((lamp, 1))
    says_where(first)
    says_where(second)
    form = sees(second, pays_by="cash") | {"terms": "1", "place": "1", "pays_by": "cash"}
    places(first)

    response = second.post(reverse("checkout:review"), form)

    assert (response.url, counts()) == (reverse("basket:summary"), [1, 1, 1])
    assert len(messages_of(second.get(response.url))) == 1


def test_a_certificate_that_lapses_in_the_basket_stops_at_the_basket():
    product = a_product(on_hand=5)
    client = a_visitor((product, 1))
    says_where(client)
    form = sees(client, pays_by="cash") | {"terms": "1", "place": "1", "pays_by": "cash"}
    product.certificates.update(expires_on=localdate() - timedelta(days=1))

    steps = [client.get(reverse(f"checkout:{step}")).url for step in ("index", "review")]
    pressed = client.post(reverse("checkout:review"), form)

    assert ({*steps, pressed.url}, counts()) == ({reverse("basket:summary")}, [0, 0, 0])


def test_goods_only_to_be_fetched_are_not_sent():
    plant = a_product("Chậu mai", on_hand=2, is_pickup_only=True)
    client = a_visitor((plant, 1))
    says_where(client)

    response = client.get(reverse("checkout:review"))

    assert response.url == reverse("checkout:index")
    assert ["Chậu mai" in message for message in messages_of(client.get(response.url))] == [True]


def test_what_one_point_has_can_be_fetched_there_without_a_fee():
    point = a_location("Trung tâm OCOP Hội An", kind="ocop_center", offers_pickup=True)
    product = a_product(price=100_000, on_hand=5, location=point)
    client = a_visitor((product, 2))

    says_where(client, way="pickup", point=str(point.pk), province="", ward="", line1="")
    places(client)

    parcel = the_order().parcels.get()
    assert (parcel.location, parcel.is_pickup, parcel.fee, len(parcel.pickup_code)) == (point, True, 0, 6)
    assert (int(the_order().total_incl_tax), the_order().shipping_address) == (200_000, None)


def test_a_point_that_lacks_a_part_is_not_offered():
    point = a_location("Trung tâm OCOP Hội An", kind="ocop_center", offers_pickup=True)
    here, elsewhere = a_product(on_hand=5, location=point), a_product("Đèn", on_hand=5, location=a_location())
    client = a_visitor((here, 1), (elsewhere, 1))

    page = client.get(reverse("checkout:index")).content.decode()

    assert "Trung tâm OCOP Hội An" not in page
    a_shelf(elsewhere, on_hand=1, location=point)
    assert "Trung tâm OCOP Hội An" in client.get(reverse("checkout:index")).content.decode()


def born(years: int) -> str:
    today = localdate()
    return today.replace(year=today.year - years, day=min(today.day, 28)).isoformat()


def test_alcohol_asks_for_an_adult_keeps_no_date_and_takes_no_cash():
    wine = a_product("Rượu cần", on_hand=5, abv=12)
    client = a_visitor((wine, 1))

    refused = [says_where(client, **given).status_code for given in ({}, {"born": born(17)}, {"born": "hôm qua"})]
    says_where(client, born=born(30))
    cash = places(client, pays_by="cash")
    no_cash = counts()
    places(client, pays_by="vietqr")

    order = the_order()
    assert (refused, cash.url, no_cash) == ([422, 422, 422], reverse("checkout:review"), [0, 0, 0])
    assert order.age_confirmed
    assert born(30) not in str(list(client.session.items()))


def test_an_account_orders_to_an_address_that_it_keeps():
    shopper = a_shopper("hoa@example.com")
    client = a_visitor((a_product(on_hand=5), 1), user=shopper)
    says_where(client, remember="on", email="")

    places(client)
    again = a_visitor((a_product(on_hand=5), 1), user=shopper).get(reverse("checkout:index")).content.decode()

    assert [(order.user, order.guest_email) for order in Order.objects.all()] == [(shopper, "")]
    assert [(entry.line1, entry.ward.code) for entry in shopper.addresses.all()] == [("12 Trần Phú", a_ward().code)]
    assert 'value="12 Trần Phú"' in again


def test_an_empty_basket_goes_back_to_the_basket():
    assert a_visitor().get(reverse("checkout:index")).url == reverse("basket:summary")


def test_the_english_pages_speak_english(settings):
    client = a_visitor((a_product(on_hand=5), 1))

    page = client.get("/en/checkout/").content.decode()

    assert "Where do the goods go?" in page


def basket_of(number, *, locations):
    shops = [a_location(ward=a_ward()) for _ in range(locations)]
    return [(a_product(f"Món {n}", price=10_000, on_hand=3, location=shops[n % locations]), 1) for n in range(number)]


@pytest.mark.parametrize("step", ["index", "review"])
def test_a_step_asks_the_database_the_same_for_one_line_and_for_ten(step, django_assert_num_queries):
    few, many = a_visitor(*basket_of(1, locations=1)), a_visitor(*basket_of(10, locations=5))
    for client in (few, many):
        says_where(client)
        client.get(reverse(f"checkout:{step}"))

    asked = [queries_of(client, reverse(f"checkout:{step}")) for client in (few, many)]

    assert asked[0] == asked[1]


def queries_of(client, url) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
