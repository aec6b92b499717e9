"""Two processes that come at once: with the same batch, with refunds of the same goods, or with the same code."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.models import QuerySet
from django.utils.timezone import now

from shop.pos.devices import enrolling
from shop.pos.devices.models import Device, EnrolmentCode
from shop.pos.events import chain, intake
from shop.pos.handlers import refunds
from shop.pos.models import Event, Refund, Sale, SaleLine, Shift
from shop.stock.audit import audit
from shop.stock.models import Balance
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf
from tests.factories.telling import a_counter, statuses
from tests.races import PATIENCE_SECONDS, somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)
# Forked, so that both begin with what the test has changed, and at once.
forked = get_context("fork")


def both_at_once(deeds: Sequence[Callable[[], object]]) -> list:
    """What each of two processes answers, or the name of what it raised."""
    answers = [forked.SimpleQueue() for _ in deeds]

    def do(deed, answer):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # Whoever waits for a lock does so however slow the machine is.
                cursor.execute("SET lock_timeout = 0")
        try:
            answer.put(deed())
        except Exception as fault:
            answer.put(type(fault).__name__)

    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    children = [forked.Process(target=do, args=each) for each in zip(deeds, answers, strict=True)]
    for child in children:
        child.start()
    for child in children:
        child.join(PATIENCE_SECONDS)
        assert child.exitcode == 0
    return [answer.get() for answer in answers]


class Meeting:
    """Of two processes, each goes on once both have come to one place, or the other is kept from it by a lock."""

    def __init__(self):
        self.is_under_way = [forked.Event(), forked.Event()]
        self.has_come = [forked.Event(), forked.Event()]
        self.me = 0

    def of(self, which: int, deed: Callable) -> Callable:
        def begun():
            self.me = which
            self.is_under_way[which].set()
            return deed()

        return begun

    def wait(self) -> None:
        other = 1 - self.me
        self.has_come[self.me].set()
        end = time.monotonic() + PATIENCE_SECONDS
        while not (self.has_come[other].is_set() or (self.is_under_way[other].is_set() and is_kept_out())):
            assert time.monotonic() < end, "the other did not come"
            time.sleep(0.01)


def is_kept_out() -> bool:
    """Whether somebody waits for a lock; on SQLite whether whoever would write must."""
    if connection.vendor == "postgresql":
        return somebody_waits_for_a_lock()
    another = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
    try:
        another.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    finally:
        another.close()
    return False


def without_locks(monkeypatch) -> None:
    """Neither of rows nor, on SQLite, of the file; and nobody tries again."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)
    monkeypatch.setattr(
        SQLite, "_start_transaction_under_autocommit", lambda wrapper: wrapper.cursor().execute("BEGIN")
    )
    monkeypatch.setattr(intake, "_take_in", intake._take_in.__wrapped__)


def meeting_at(monkeypatch, room, name: str) -> Meeting:
    """Behind this deed, in which each looks at what is there."""
    meeting, look = Meeting(), getattr(room, name)

    def look_and_wait(*asked):
        seen = look(*asked)
        meeting.wait()
        return seen

    monkeypatch.setattr(room, name, look_and_wait)
    return meeting


def pushed_by_both(monkeypatch) -> list:
    shelf = a_shelf(a_product(), on_hand=10)
    counter = a_counter(shelf)
    counter.opens()
    counter.refunds(counter.sells((shelf.lot, 2)), 1)
    counter.sells((shelf.lot, 3))
    counter.closes()
    meeting = meeting_at(monkeypatch, chain.Chain, "__init__")
    return both_at_once([meeting.of(n, lambda: statuses(counter.push())) for n in range(2)])


@pytest.mark.usefixtures("each_database")
def test_a_batch_pushed_by_two_at_once_is_booked_once(monkeypatch):
    answers = pushed_by_both(monkeypatch)

    assert sorted(answers[0] + answers[1]) == ["applied"] * 5 + ["duplicate"] * 5
    assert [model.objects.count() for model in (Event, Sale, Refund, Shift)] == [5, 2, 1, 1]
    assert list(Balance.objects.values_list("on_hand", "short")) == [(6, 0)]
    assert (Shift.objects.get().differences, audit()) == ({}, [])


@pytest.mark.usefixtures("each_database")
def test_without_locks_they_collide_and_the_database_alone_keeps_it_from_being_booked_twice(monkeypatch):
    without_locks(monkeypatch)

    answers = pushed_by_both(monkeypatch)

    assert {"IntegrityError", "OperationalError"} & set(map(str, answers))
    assert Event.objects.filter(type="shift_opened").count() == Shift.objects.count() == 1


def given_back_by_both(monkeypatch) -> list:
    """Two of the three that were sold, at each of two counters."""
    shelf = a_shelf(a_product(), on_hand=10)
    counters = [a_counter(shelf), a_counter(shelf)]
    sale = [counter.opens() for counter in counters] and counters[0].sells((shelf.lot, 3))
    for counter in counters:
        counter.push()
    refunds_of_both = [counter.refunds(sale, 2) for counter in counters]
    meeting = meeting_at(monkeypatch, refunds, "_cited")
    return both_at_once(
        [
            meeting.of(n, lambda counter=counter, refund=refund: statuses(counter.push(refund)))
            for n, (counter, refund) in enumerate(zip(counters, refunds_of_both, strict=True))
        ]
    )


@pytest.mark.usefixtures("each_database")
def test_of_two_counters_that_give_the_same_goods_back_the_second_is_set_aside(monkeypatch):
    answers = given_back_by_both(monkeypatch)

    assert sorted(answers) == [["applied"], ["beyond_sale"]]
    assert (SaleLine.objects.get().refunded_units, Refund.objects.count(), audit()) == (2, 1, [])


@pytest.mark.usefixtures("each_database")
def test_without_locks_the_database_alone_keeps_the_second_from_giving_back_more_than_was_sold(monkeypatch):
    without_locks(monkeypatch)

    answers = given_back_by_both(monkeypatch)

    assert {"IntegrityError", "OperationalError"} & set(map(str, answers))
    assert (SaleLine.objects.get().refunded_units, Refund.objects.count()) == (2, 1)


def enrolled_by_both(monkeypatch, delete: Callable = QuerySet.delete) -> list:
    """Both have found the code good before one of them may use it up."""
    location = a_location()
    code = enrolling.invite(location=location, by=a_member_of_staff(location=location), at=now()).code
    together = forked.Barrier(2)

    def use_up(rows):
        if rows.model is EnrolmentCode:
            together.wait(PATIENCE_SECONDS)
        return delete(rows)

    def enrol() -> str:
        return enrolling.enrol(code=code, name="Quầy 1", caller="192.0.2.1", at=now()).device.name

    monkeypatch.setattr(QuerySet, "delete", use_up)
    return both_at_once([enrol, enrol])


@pytest.mark.postgres
def test_of_two_who_enrol_with_one_code_one_is_refused(monkeypatch):
    answers = enrolled_by_both(monkeypatch)

    assert sorted(answers) == ["Quầy 1", "WrongCode"]
    assert Device.objects.count() == 1


@pytest.mark.postgres
def test_did_nobody_ask_whether_the_code_was_there_to_be_used_up_both_would_be_let_in(monkeypatch):
    used_up = QuerySet.delete
    enrolled_by_both(monkeypatch, lambda rows: (max(1, used_up(rows)[0]), {}))

    assert Device.objects.count() == 2
