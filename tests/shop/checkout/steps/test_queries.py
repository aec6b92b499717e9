"""What a guest's way from the shelf to the order asks of the database, step by step: never more without a reason."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.order.models import Order
from tests.factories import a_location, a_product, a_ward
from tests.factories.ordering import a_service
from tests.shop.checkout.shopping import ADDRESS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _carrier(site, vietnam):
    a_service()


def queries_of(ask) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def journey(products) -> dict[str, int]:
    """Queries of each step of a guest with one of each in the basket."""
    guest, ward = Client(headers={"accept-language": "vi"}), a_ward()
    for product in products[1:]:
        guest.post(reverse("basket:add", args=[product.pk]))
    facts = ADDRESS | {"province": ward.province.code, "ward": ward.code}
    asked = {
        "add": queries_of(lambda: guest.post(reverse("basket:add", args=[products[0].pk]))),
        "basket": queries_of(lambda: guest.get(reverse("basket:summary"))),
        "delivery": queries_of(lambda: guest.get(reverse("checkout:index"))),
        "fill": queries_of(lambda: guest.post(reverse("checkout:index"), facts)),
        "review": queries_of(lambda: guest.get(reverse("checkout:review"))),
    }
    total = guest.get(reverse("checkout:review")).context["offer"].bill.total
    wish = {"place": "1", "terms": "1", "pays_by": "cash", "total": total}
    return asked | {"press": queries_of(lambda: guest.post(reverse("checkout:review"), wish))}


def goods(number: int) -> list:
    location = a_location()
    return [a_product(f"Món {n}", price=10_000, on_hand=9, location=location) for n in range(number)]


def test_each_step_asks_what_it_needs_and_the_press_not_much_more():
    journey(goods(1))

    assert journey(goods(1)) == {
        "add": 11, "basket": 9, "delivery": 8, "fill": 12, "review": 15, "press": 31
    }  # fmt: skip


def test_ten_lines_ask_no_more_than_one_but_for_the_update_of_each_shelf():
    journey(goods(1))

    few, many = journey(goods(1)), journey(goods(10))

    assert {step: many[step] - few[step] for step in few} == {
        # To an empty basket its goods are not read again.
        "add": 2, "basket": 0, "delivery": 0, "fill": 0, "review": 0, "press": 9
    }  # fmt: skip


def test_after_the_commit_one_question_tells_that_nothing_sold_out(django_capture_on_commit_callbacks):
    journey(goods(1))
    with django_capture_on_commit_callbacks() as callbacks:
        journey(goods(1))
    order = Order.objects.latest("pk")

    asked = [queries_of(callback) for callback in callbacks[-2:]]

    assert (order.status, asked[0]) == (Order.CONFIRMED, 1)
