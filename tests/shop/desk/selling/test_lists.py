"""Lists and counts ask the database as often for twenty rows as for one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from shop.stock import transfers
from tests.factories import a_location, a_product, a_shelf, an_order
from tests.shop.desk.conftest import a_break, a_hold, a_refund_by_hand, an_entry_in_review, an_unpaid_transfer

LISTS = {
    "today": "",
    "orders": "",
    "parcels": "?show=pack",
    "payments": "",
    "entries": "",
    "refunds": "",
    "breaks": "",
    "shelves": "",
    "low": "",
    "holds": "",
    "transfers": "",
    "labels": "?show=all",
    "certificates": "?show=all",
}


def one_of_each(place, elsewhere, actor, n):
    product = a_product(f"Nước mắm {n}", on_hand=20, location=place)
    an_order((product, 2))
    an_unpaid_transfer(product)
    a_refund_by_hand(product)
    a_break(an_unpaid_transfer(product))
    an_entry_in_review(f"FT{n}")
    shelf = place.balances.get(lot__product=product)
    a_hold(a_shelf(product, on_hand=1, location=place).lot)
    transfers.dispatch(
        origin=place, destination=elsewhere, quantities={shelf.lot: 15}, source_key=f"t{n}", at=now(), actor=actor
    )


def queries_of(client):
    counts = {}
    for name, question in LISTS.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse(f"desk:{name}") + question)
        assert response.status_code == 200
        counts[name] = len(queries)
    return counts


def test_lists_ask_as_much_for_twenty_rows_as_for_one(desk, administrator, vietnam):
    place, elsewhere = a_location(), a_location(sells_online=False)
    one_of_each(place, elsewhere, administrator, 0)
    queries_of(desk)  # what is asked once in a process
    few = queries_of(desk)

    for n in range(1, 20):
        one_of_each(place, elsewhere, administrator, n)

    rows = {
        name: len(desk.get(reverse(f"desk:{name}") + question).context["page_obj"])
        for name, question in LISTS.items()
        if name != "today"
    }
    assert min(rows.values()) >= 20
    assert queries_of(desk) == few


def test_the_page_of_an_order_asks_as_much_for_many_lines_as_for_one(desk, vietnam):
    place = a_location()
    small = an_order((a_product("Một", on_hand=5, location=place), 1))
    large = an_order(*((a_product(f"Món {n}", on_hand=5, location=place), 1) for n in range(8)))
    counts = []

    for order in (small, small, large):
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("desk:order", args=[order.number]))
        counts.append(len(queries))

    assert counts[1] == counts[2]
