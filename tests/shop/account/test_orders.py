import pytest

from shop.order.models import Order
from tests.factories import a_shopper


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


def test_a_long_history_costs_no_more_queries(client, shopper, django_assert_max_num_queries):
    for number in range(15):
        an_order_of(shopper, f"1001{number:02d}")
    client.get("/tai-khoan/don-hang/")

    with django_assert_max_num_queries(6):
        client.get("/tai-khoan/don-hang/")
