import pytest

from shop.address.models import UserAddress
from tests.factories import a_shopper, a_ward

WRITTEN = {
    "name": "Lê Thị An",
    "phone": "0905 123 456",
    "province": "48",
    "ward": "20794",
    "line1": "12 thôn Cửa Khe",
    "legacy_address": "",
}


@pytest.fixture
def shopper(site, vietnam, client):
    a_ward()
    shopper = a_shopper()
    client.force_login(shopper)
    return shopper


def written(user):
    return list(
        user.addresses.order_by("pk").values_list("first_name", "line1", "ward__code", "is_default_for_shipping")
    )


def test_the_first_address_is_the_one_offered_first(client, shopper):
    client.post("/tai-khoan/dia-chi/them/", WRITTEN)
    client.post("/tai-khoan/dia-chi/them/", WRITTEN | {"line1": "3 Trần Phú"})

    assert written(shopper) == [
        ("Lê Thị An", "12 thôn Cửa Khe", "20794", True),
        ("Lê Thị An", "3 Trần Phú", "20794", False),
    ]
    assert client.get("/tai-khoan/dia-chi/").text.count("12 thôn Cửa Khe") >= 1


def test_the_same_address_is_kept_once(client, shopper):
    client.post("/en/account/addresses/add/", WRITTEN)

    page = client.post("/en/account/addresses/add/", WRITTEN)

    assert page.status_code == 200
    assert "This address is in your book already." in page.text
    assert len(written(shopper)) == 1


def test_an_address_is_changed(client, shopper):
    client.post("/tai-khoan/dia-chi/them/", WRITTEN)
    address = shopper.addresses.get()
    shown = client.get(f"/tai-khoan/dia-chi/{address.pk}/").text

    client.post(f"/tai-khoan/dia-chi/{address.pk}/", WRITTEN | {"line1": "3 Trần Phú"})

    assert 'value="12 thôn Cửa Khe"' in shown
    assert written(shopper) == [("Lê Thị An", "3 Trần Phú", "20794", True)]


def test_another_address_is_offered_first(client, shopper):
    client.post("/tai-khoan/dia-chi/them/", WRITTEN)
    client.post("/tai-khoan/dia-chi/them/", WRITTEN | {"line1": "3 Trần Phú"})
    second = shopper.addresses.get(line1="3 Trần Phú")

    answers = [getattr(client, verb)(f"/tai-khoan/dia-chi/{second.pk}/dung/").status_code for verb in ("get", "post")]

    assert answers == [405, 302]
    assert [row[3] for row in written(shopper)] == [False, True]


def test_an_unknown_ward_is_explained_and_nothing_is_kept(client, shopper):
    page = client.post("/en/account/addresses/add/", WRITTEN | {"ward": "99999"})

    assert "is not one of today" in page.text
    assert written(shopper) == []


def test_without_scripts_one_chooses_a_province_first(client, shopper):
    page = client.post("/tai-khoan/dia-chi/them/", WRITTEN | {"ward": "", "choose_province": "1"})

    assert "Xã Thăng An" in page.text
    assert 'value="Lê Thị An"' in page.text
    assert written(shopper) == []


@pytest.mark.parametrize("deed", ["", "xoa/", "dung/"])
def test_nobody_touches_an_address_of_another(client, shopper, vietnam, deed):
    other = a_shopper()
    address = UserAddress.objects.create(user=other, country=vietnam, first_name="Khác", line1="1", ward=a_ward())

    answer = client.post(f"/tai-khoan/dia-chi/{address.pk}/{deed}", WRITTEN)

    assert answer.status_code == 404
    assert [row[0] for row in written(other)] == ["Khác"]


def test_an_address_is_deleted(client, shopper):
    client.post("/tai-khoan/dia-chi/them/", WRITTEN)

    client.post(f"/tai-khoan/dia-chi/{shopper.addresses.get().pk}/xoa/")

    assert written(shopper) == []
