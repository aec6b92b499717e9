"""What a counter tells is in the books: goods, money, shifts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from catalogue.traceability.deeds import hold, release
from shop.pos import following
from shop.pos.models import CashMove, Discrepancy, Event, Refund, RefundLine, Sale, SaleLine, Shift, Tender
from shop.settlement.models import Accrual
from shop.stock.audit import audit
from shop.stock.models import Balance, Movement
from tests.factories import a_location, a_product, a_shelf
from tests.factories.telling import PRICE, a_counter, id_of, statuses

pytestmark = pytest.mark.django_db


def on_hand(shelf) -> tuple[int, int]:
    shelf.refresh_from_db()
    return shelf.on_hand, shelf.short


def kinds() -> list[str]:
    return sorted(Discrepancy.objects.open().values_list("kind", flat=True))


def test_a_sale_takes_goods_from_the_shelf_and_says_what_was_paid(counter, shelf):
    said = counter.sells((shelf.lot, 2), (shelf.lot, 1), kind="vietqr")

    taken = counter.push()

    sale = Sale.objects.get(event__event_id=id_of(said))
    assert (statuses(taken), taken.last_seq) == (["applied"] * 2, 2)
    assert (sale.total, sale.location, sale.staff, sale.shift) == (
        3 * PRICE,
        shelf.location,
        counter.staff,
        Shift.objects.get(),
    )
    assert list(sale.lines.values_list("position", "product", "lot", "quantity", "amount")) == [
        (0, shelf.lot.product_id, shelf.lot.pk, 2, 2 * PRICE),
        (1, shelf.lot.product_id, shelf.lot.pk, 1, PRICE),
    ]
    assert list(sale.tenders.values_list("kind", "amount")) == [("vietqr", 3 * PRICE)]
    assert (on_hand(shelf), kinds(), audit()) == ((7, 0), [], [])


def test_the_web_shows_what_is_left(counter, shelf):
    counter.sells((shelf.lot, 4))

    counter.push()

    assert shelf.lot.product.stockrecords.get().num_in_stock == 6


def test_a_sale_beyond_the_ledger_is_booked_and_a_person_asked(counter, shelf):
    counter.sells((shelf.lot, 12))

    counter.push()

    asked = Discrepancy.objects.get()
    assert (on_hand(shelf), asked.kind, asked.lot, asked.facts["units"]) == ((0, 2), "short", shelf.lot, 2)
    assert audit() == []


def test_what_was_sold_of_no_certificate_is_booked_and_told(counter):
    bare = a_shelf(a_product(stars=None), on_hand=5, location=counter.device.location)
    counter.sells((bare.lot, 1))

    counter.push()

    assert (on_hand(bare), kinds()) == ((4, 0), ["uncertified"])


def test_what_was_sold_of_a_held_lot_is_booked_and_a_person_is_told_why(counter, shelf):
    hold(lot=shelf.lot, why="Nghi hàng giả", actor=counter.staff, at=now() - timedelta(days=1))
    counter.sells((shelf.lot, 2))

    taken = counter.push()

    asked = Discrepancy.objects.get()
    assert (statuses(taken), on_hand(shelf), audit()) == (["applied"] * 2, (8, 0), [])
    assert (asked.kind, asked.lot, asked.facts["units"], asked.facts["why"]) == ("held", shelf.lot, 2, "Nghi hàng giả")


def test_what_was_sold_before_a_hold_or_after_its_release_asks_nobody(counter, shelf):
    days_ago = now() - timedelta(days=2)
    past = hold(lot=shelf.lot, why="Nghi hàng giả", actor=counter.staff, at=days_ago)
    release(hold=past, why="Đã kiểm", actor=counter.staff, at=days_ago)
    hold(lot=shelf.lot, why="Vỏ phồng", actor=counter.staff, at=now() + timedelta(days=1))
    counter.sells((shelf.lot, 2))

    counter.push()

    assert kinds() == []


def test_a_refund_brings_goods_and_money_back(counter, shelf):
    sale = counter.sells((shelf.lot, 3))
    counter.refunds(sale, 2)

    taken = counter.push()

    refund = Refund.objects.get()
    line = SaleLine.objects.get()
    assert statuses(taken) == ["applied"] * 3
    assert (refund.sale.event.event_id, refund.total) == (id_of(sale), 2 * PRICE)
    assert (line.refunded_units, line.refunded_amount, on_hand(shelf), audit()) == (2, 2 * PRICE, (9, 0), [])


def test_broken_goods_come_back_to_no_shelf(counter, shelf):
    counter.refunds(counter.sells((shelf.lot, 3)), 2, restock=False)

    counter.push()

    assert (on_hand(shelf), audit()) == ((7, 0), [])


@pytest.mark.parametrize(
    ("units", "amount"), [(4, None), (1, 3 * PRICE + 1)], ids=["more units", "more money than was paid"]
)
def test_no_more_is_given_back_than_was_sold(counter, shelf, units, amount):
    sale = counter.sells((shelf.lot, 3))
    counter.refunds(sale, units, **({"amount": amount} if amount else {}))

    taken = counter.push()

    assert statuses(taken) == ["applied", "applied", "beyond_sale"]
    assert (Refund.objects.count(), on_hand(shelf), audit()) == (0, (7, 0), [])


def test_two_refunds_of_one_sale_add_up(counter, shelf):
    sale = counter.sells((shelf.lot, 3))
    counter.refunds(sale, 2)
    counter.refunds(sale, 2)

    taken = counter.push()

    assert (statuses(taken)[2:], SaleLine.objects.get().refunded_units) == (["applied", "beyond_sale"], 2)


def test_goods_received_make_the_lot_that_was_not_known(counter, shelf):
    product = shelf.lot.product
    line = {"product": product.pk, "code": "L-MOI", "made_on": "2026-11-01", "expires_on": "2027-11-01", "quantity": 6}
    counter.says("receipt", {"lines": [line], "note": "HTX giao"})

    taken = counter.push()

    made = Balance.objects.get(lot__code="L-MOI")
    assert (statuses(taken), made.on_hand, made.lot.product, made.location) == (
        ["applied"] * 2,
        6,
        product,
        shelf.location,
    )


def test_goods_sent_to_another_location_arrive_there(counter, shelf):
    elsewhere = a_counter(a_shelf(shelf.lot.product, on_hand=1, location=a_location()))
    counter.says(
        "transfer_dispatched",
        {"destination": elsewhere.device.location_id, "lines": [{"lot": shelf.lot.pk, "quantity": 4}]},
    )
    counter.push()
    transfer = shelf.location.transfers_out.get()
    arrived = {"line": transfer.lines.get().pk, "received": 3, "damaged": 1, "short": 0, "reason": "Vỡ một chai"}
    elsewhere.says("transfer_received", {"transfer": transfer.pk, "lines": [arrived]})

    taken = elsewhere.push()

    there = Balance.objects.get(location=elsewhere.device.location, lot=shelf.lot)
    assert (statuses(taken), on_hand(shelf), there.on_hand, audit()) == (["applied"], (6, 0), 3, [])


def test_who_counts_a_transfer_in_otherwise_than_somebody_before_is_set_aside(counter, shelf):
    elsewhere = a_counter(a_shelf(shelf.lot.product, on_hand=1, location=a_location()))
    counter.says(
        "transfer_dispatched",
        {"destination": elsewhere.device.location_id, "lines": [{"lot": shelf.lot.pk, "quantity": 4}]},
    )
    counter.push()
    transfer = shelf.location.transfers_out.get()
    for received in (4, 3):
        line = {"line": transfer.lines.get().pk, "received": received, "damaged": 0, "short": 4 - received}
        elsewhere.says("transfer_received", {"transfer": transfer.pk, "lines": [line]})

    taken = elsewhere.push()

    assert (statuses(taken), audit()) == (["applied", "already_done"], [])


def test_a_count_is_believed_as_of_its_moment(counter, shelf):
    counter.sells((shelf.lot, 1))
    counter.counts((shelf.lot, 5))
    counter.sells((shelf.lot, 2))
    counter.push(at=None)
    early = a_counter(shelf, begins=counter.clock.replace(microsecond=0) - counter.pace * 3600)
    early.opens()
    early.sells((shelf.lot, 3))

    early.push()

    # a_shelf's goods were put there just now, after the count that the counter told of.
    assert (on_hand(shelf), audit()) == ((13, 0), [])


@pytest.mark.parametrize("kind", ["damage", "expire", "recall", "return_to_producer"])
def test_what_broke_leaves_the_shelf_even_where_nothing_was_known_of_it(counter, shelf, kind):
    counter.says("damage", {"lines": [{"lot": shelf.lot.pk, "quantity": 12, "kind": kind}], "reason": ""})

    taken = counter.push()

    movement = Movement.objects.get(kind=kind)
    assert (statuses(taken)[1], on_hand(shelf), movement.reason) == ("applied", (0, 2), "Thấy tại quầy")


def test_a_shift_that_agrees_is_closed_and_nobody_is_asked(counter, shelf):
    counter.refunds(counter.sells((shelf.lot, 3)), 1)
    counter.sells((shelf.lot, 1), kind="card")
    counter.says("cash_in", {"amount": 50_000, "reason": "Tiền lẻ"})
    counter.says("cash_out", {"amount": 20_000, "reason": "Nước đá"})
    counter.closes()

    taken = counter.push()

    shift = Shift.objects.get()
    assert (statuses(taken), taken.results[-1].shift) == (["applied"] * 7, {"closed": True, "differences": {}})
    assert (shift.is_closed, shift.counted_cash, kinds()) == (True, 500_000 + 2 * PRICE + 30_000, [])
    assert list(CashMove.objects.values_list("direction", "amount")) == [("in", 50_000), ("out", 20_000)]


def test_cash_that_is_missing_from_the_drawer_is_asked_about(counter, shelf):
    counter.sells((shelf.lot, 1))
    counter.closes(counted=500_000 + PRICE - 20_000)

    counter.push()

    asked = Discrepancy.objects.get()
    assert (asked.kind, asked.facts) == ("drawer", {"expected": 500_000 + PRICE, "counted": 500_000 + PRICE - 20_000})


def test_a_closing_that_says_more_than_arrived_names_what_is_missing(counter, shelf):
    counter.sells((shelf.lot, 1), staff=404_404)
    counter.closes()

    taken = counter.push()

    assert taken.results[-1].shift["differences"] == {
        "events.sale": {"told": 1, "arrived": 0},
        "expected": {"told": 500_000 + PRICE, "arrived": 500_000},
        "sales.cash": {"told": PRICE, "arrived": 0},
    }
    assert kinds() == ["books", "drawer"]


def test_what_rooms_above_do_is_told_in_the_same_transaction(counter, shelf, monkeypatch):
    heard = []
    monkeypatch.setattr(following, "after_sales", [lambda lines: heard.extend(line.amount for line in lines)])
    monkeypatch.setattr(following, "after_refunds", [lambda lines: heard.extend(-line.amount for line in lines)])
    counter.refunds(counter.sells((shelf.lot, 3)), 1)

    counter.push()

    assert heard == [3 * PRICE, -PRICE]


def test_many_sales_refunds_and_moves_of_cash_ask_no_more_questions_than_two(counter, shelf):
    shelf = a_shelf(shelf.lot.product, on_hand=1_000, location=shelf.location)
    counter.push()

    def asked(times: int) -> int:
        first = len(counter.told)
        for _ in range(times):
            counter.refunds(counter.sells((shelf.lot, 1), (shelf.lot, 2)))
            counter.says("cash_out", {"amount": 10_000, "reason": "Nước đá"})
        with CaptureQueriesContext(connection) as queries:
            counter.push(*counter.told[first:])
        return len(queries)

    asked(1)
    # SQLite takes some thousand values at once: what settles their lines would be written in two.
    assert asked(2) == asked(15)
    assert [model.objects.count() for model in (Sale, Refund, CashMove)] == [18] * 3


# The index of what is in quarantine holds nothing else.
IN_QUARANTINE = "USING INDEX quarantine_by_device"


def whole_tables_read(counter, *told) -> set[str]:
    """Of those that grow with each event, what SQLite says it reads from end to end while these are taken in."""
    with CaptureQueriesContext(connection) as queries:
        counter.push(*told)
    read = set()
    with connection.cursor() as cursor:
        for query in queries:
            if query["sql"].startswith(("SELECT", "UPDATE")):
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                steps = [row[3] for row in cursor]
                read |= {step.split()[1] for step in steps if step.startswith("SCAN") and IN_QUARANTINE not in step}
    growing = Event, Sale, SaleLine, Refund, RefundLine, Shift, Tender, CashMove, Movement, Accrual, Discrepancy
    return read & {model._meta.db_table for model in growing}


def test_no_table_that_grows_with_events_is_read_whole(counter, shelf):
    counter.refunds(counter.sells((shelf.lot, 2)))
    counter.closes()

    assert whole_tables_read(counter) == set()


def test_without_its_index_all_events_would_be_read_to_find_an_id(counter, shelf):
    """The negative control."""
    counter.sells((shelf.lot, 2))
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX event_by_id")

    assert whole_tables_read(counter) == {"pos_event"}


def test_events_are_kept_as_they_were_said(counter, shelf):
    said = counter.sells((shelf.lot, 1))
    counter.push()

    kept = Event.objects.get(event_id=id_of(said))

    assert (kept.type, kept.seq, kept.hash, kept.state) == ("sale", 2, said["hash"], "applied")
    assert Tender.objects.get().amount == PRICE


def test_a_lot_that_came_in_a_moment_ago_is_sold_by_its_code(counter, shelf):
    product = shelf.lot.product
    line = {"product": product.pk, "code": "L-MOI", "made_on": "2026-11-01", "quantity": 6}
    counter.says("receipt", {"lines": [line], "note": ""})
    sold = {"product": product.pk, "lot": {"product": product.pk, "code": "L-MOI"}, "quantity": 2, "unit_price": 5}
    paid = {"total": 10, "tenders": [{"kind": "cash", "amount": 10, "given": 20}], "change": 10}
    counter.says("sale", {"number": "Q1-0001", "lines": [sold | {"amount": 10}], **paid})

    taken = counter.push()

    assert (statuses(taken), Balance.objects.get(lot__code="L-MOI").on_hand) == (["applied"] * 3, 4)
