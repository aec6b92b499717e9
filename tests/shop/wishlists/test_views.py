import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from oscar.apps.wishlists.models import WishList

from shop.wishlists.wishing import wishes_of
from tests.factories import a_product, a_shopper

LIST = "/tai-khoan/yeu-thich/"


@pytest.fixture(autouse=True)
def _site(site):
    return site


@pytest.fixture
def queries_of(client):
    def count(address):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    return count


def wished(user):
    return [line.product for line in wishes_of(user)]


def test_the_heart_puts_on_and_takes_off(client):
    product, hoa = a_product(), a_shopper()
    client.force_login(hoa)

    client.post(f"{LIST}{product.pk}/", {"deed": "add"})
    on = (wished(hoa), client.get(product.get_absolute_url()).context["wishlist"])
    client.post(f"{LIST}{product.pk}/", {"deed": "remove"})

    assert on == ([product], {"holds": True})
    assert wished(hoa) == []


def test_pressed_twice_it_stands_once(client):
    product, hoa = a_product(), a_shopper()
    client.force_login(hoa)
    for _time in range(2):
        client.post(f"{LIST}{product.pk}/", {"deed": "add"})

    assert wished(hoa) == [product]
    assert WishList.objects.filter(owner=hoa).count() == 1


def test_a_guest_signs_in_and_comes_back_to_the_wish(client):
    product, hoa = a_product(), a_shopper()

    asked = client.post(f"{LIST}{product.pk}/", {"deed": "add"})
    answer = client.post(
        "/tai-khoan/dang-nhap/",
        {
            "login-username": hoa.email,
            "login-password": "mat-khau-1",
            "login-redirect_url": product.get_absolute_url(),
            "login_submit": "1",
        },
    )

    assert asked["Location"].startswith("/tai-khoan/dang-nhap/?next=/san-pham/")
    assert (answer["Location"], wished(hoa)) == (product.get_absolute_url(), [product])


def test_another_site_cannot_press_the_heart():
    product, hoa = a_product(), a_shopper()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(hoa)
    address = f"{LIST}{product.pk}/"

    forged = browser.post(address, {"deed": "add"}, headers={"origin": "https://xau.example"})
    own = browser.post(address, {"deed": "add"}, headers={"origin": "http://testserver"})

    assert (forged.status_code, own.status_code, wished(hoa)) == (403, 302, [product])


def test_what_is_not_shown_cannot_be_wished(client):
    hidden = a_product(is_public=False)
    client.force_login(a_shopper())

    assert client.post(f"{LIST}{hidden.pk}/", {"deed": "add"}).status_code == 404


def test_everyone_sees_their_own_list(client):
    hoa, binh, product = a_shopper(), a_shopper(), a_product()
    client.force_login(binh)
    client.post(f"{LIST}{product.pk}/", {"deed": "add"})
    client.force_login(hoa)

    page = client.get(LIST)

    assert page.context["wishes"] == []
    assert "Nothing on your list yet" in client.get("/en/account/wishlist/").text


def test_the_list_asks_the_same_for_one_and_for_many(client, queries_of):
    hoa = a_shopper()
    client.force_login(hoa)
    client.post(f"{LIST}{a_product('Trà').pk}/", {"deed": "add"})
    client.get(LIST)
    one = queries_of(LIST)
    for n in range(5):
        client.post(f"{LIST}{a_product(f'Mật ong {n}').pk}/", {"deed": "add"})

    assert queries_of(LIST) == one
