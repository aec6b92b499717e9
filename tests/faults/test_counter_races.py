"""Two who come at once: with the same batch, or with the same code."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils.timezone import now

from shop.pos.devices import enrolling
from shop.pos.devices.enrolling import Enrolled
from shop.pos.devices.exceptions import WrongCode
from shop.pos.devices.models import Device, EnrolmentCode
from shop.pos.events import chain
from shop.pos.models import Event, Sale
from shop.stock.audit import audit
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf
from tests.factories.telling import a_counter

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
SECONDS = 60


def both_at_once(deed: Callable[[], object]) -> list:
    """The answers, or what was raised. Whoever waits for a lock does so however slow the machine is."""

    def done(_which: int):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
        try:
            return deed()
        except Exception as fault:
            return fault
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(done, range(2)))


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wait_event_type FROM pg_stat_activity WHERE datname = current_database()")
        return ("Lock",) in cursor.fetchall()


def pushed_by_both(monkeypatch) -> list:
    """Whoever has looked what is known goes on once the other has too, or is kept from it by a lock."""
    shelf = a_shelf(a_product(), on_hand=10)
    counter = a_counter(shelf)
    counter.opens()
    counter.sells((shelf.lot, 2))
    have_looked, mutex, look = [], Lock(), chain.Chain.__init__

    def look_and_wait(self, *asked):
        look(self, *asked)
        with mutex:
            have_looked.append(self)
        end = time.monotonic() + SECONDS
        while len(have_looked) < 2 and not somebody_waits_for_a_lock():
            assert time.monotonic() < end, "the other did not come"
            time.sleep(0.01)

    monkeypatch.setattr(chain.Chain, "__init__", look_and_wait)
    return both_at_once(counter.push)


def test_a_batch_pushed_by_two_at_once_is_booked_once(monkeypatch):
    answers = pushed_by_both(monkeypatch)

    told = sorted(result.status for taken in answers for result in taken.results)
    assert told == ["applied", "applied", "duplicate", "duplicate"]
    assert (Event.objects.count(), Sale.objects.count(), audit()) == (2, 1, [])


def test_without_the_lock_they_collide_and_the_constraint_alone_keeps_it_from_being_booked_twice(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)

    answers = pushed_by_both(monkeypatch)

    assert IntegrityError in map(type, answers)
    assert (Event.objects.filter(type="shift_opened").count(), Sale.objects.count()) == (1, 1)


def enrolled_by_both(monkeypatch, delete: Callable = QuerySet.delete) -> list:
    """Both have found the code good before one of them may use it up."""
    location = a_location()
    code = enrolling.invite(location=location, by=a_member_of_staff(location=location), at=now()).code
    together = Barrier(2)

    def use_up(rows):
        if rows.model is EnrolmentCode:
            together.wait(SECONDS)
        return delete(rows)

    monkeypatch.setattr(QuerySet, "delete", use_up)
    return both_at_once(lambda: enrolling.enrol(code=code, name="Quầy 1", caller="192.0.2.1", at=now()))


def test_of_two_who_enrol_with_one_code_one_is_refused(monkeypatch):
    answers = enrolled_by_both(monkeypatch)

    assert {type(answer) for answer in answers} == {Enrolled, WrongCode}
    assert Device.objects.count() == 1


def test_did_nobody_ask_whether_the_code_was_there_to_be_used_up_both_would_be_let_in(monkeypatch):
    used_up = QuerySet.delete
    enrolled_by_both(monkeypatch, lambda rows: (max(1, used_up(rows)[0]), {}))

    assert Device.objects.count() == 2
