import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.order.models import Order
from tests.factories import a_product, a_shopper, an_order


def an_order_of(user, number):
    return Order.objects.create(
        number=number,
        user=user,
        total_incl_tax=120_000,
        total_excl_tax=120_000,
        currency="VND",
        status="confirmed",
        pays_by="cash",
    )


@pytest.fixture
def shopper(site, client):
    shopper = a_shopper()
    client.force_login(shopper)
    return shopper


def test_orders_link_to_their_own_page(client, shopper):
    order = an_order_of(shopper, "100001")

    page = client.get("/tai-khoan/don-hang/")

    assert f'href="{order.get_absolute_url()}"' in page.text
    assert "120.000" in page.text
    assert client.get("/tai-khoan/don-hang/100001/")["Location"] == order.get_absolute_url()


def test_orders_of_another_are_not_there(client, shopper):
    an_order_of(a_shopper(), "100002")

    page = client.get("/tai-khoan/don-hang/")

    assert list(page.context["orders"]) == []
    assert client.get("/tai-khoan/don-hang/100002/").status_code == 404


def queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get("/tai-khoan/don-hang/")
    return len(asked)


def test_a_long_history_costs_no_more_queries(client, shopper):
    an_order_of(shopper, "100000")
    client.get("/tai-khoan/don-hang/")
    one = queries(client)
    for number in range(15):
        an_order_of(shopper, f"1001{number:02d}")

    assert queries(client) == one


def proven(client, user):
    client.force_login(user)
    session = client.session
    session["proven_address"] = user.email
    session.save()


def test_orders_of_a_guest_are_claimed_by_whoever_has_proven_the_address(client, site, vietnam):
    hoa = a_shopper("hoa@example.com")
    mine = an_order((a_product(on_hand=5), 1), email="Hoa@example.com")
    theirs = an_order((a_product(on_hand=5), 1), email="binh@example.com")
    proven(client, hoa)
    offered = client.get("/tai-khoan/don-hang/").context["claimable"]

    client.post("/tai-khoan/don-hang/nhan-ve/")

    for order in (mine, theirs):
        order.refresh_from_db()
    assert (offered, mine.user, theirs.user) == (1, hoa, None)


def test_a_password_alone_claims_nothing(client, site, vietnam):
    hoa = a_shopper("hoa@example.com")
    mine = an_order((a_product(on_hand=5), 1), email="hoa@example.com")
    client.force_login(hoa)

    client.post("/tai-khoan/don-hang/nhan-ve/")

    mine.refresh_from_db()
    assert (client.get("/tai-khoan/don-hang/").context["claimable"], mine.user) == (0, None)


def test_an_order_is_placed_again_as_far_as_there_are_goods(client, site, vietnam):
    hoa, there, gone = a_shopper(), a_product("Có", on_hand=9), a_product("Hết", on_hand=1)
    order = an_order((there, 2), (gone, 1), user=hoa)
    client.force_login(hoa)

    client.post(f"/tai-khoan/don-hang/{order.number}/mua-lai/")

    page = client.get("/gio-hang/")
    assert [(line.product, line.quantity) for line in page.context["basket"].all_lines()] == [(there, 2)]
    assert "Hết: " in page.text


def test_nobody_orders_anothers_order_again(client, site, vietnam):
    order = an_order((a_product(on_hand=9), 2), user=a_shopper())
    client.force_login(a_shopper())

    assert client.post(f"/tai-khoan/don-hang/{order.number}/mua-lai/").status_code == 404
