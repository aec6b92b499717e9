"""Many events are booked by one transaction; what fails for a reason of ours takes nothing sound with it."""

import pytest

from shop.pos import following
from shop.pos.events import intake
from shop.pos.models import CashMove, Event, Refund, Sale
from shop.stock.audit import audit
from tests.factories.telling import statuses

pytestmark = pytest.mark.django_db
UNLUCKY = 7


class OurFault(Exception):
    pass


@pytest.fixture
def fault(monkeypatch):
    """Whoever sells seven stumbles."""

    def stumble(lines):
        if any(line.quantity == UNLUCKY for line in lines):
            raise OurFault

    with monkeypatch.context() as patched:
        patched.setattr(following, "after_sales", [*following.after_sales, stumble])
        yield patched


def tell_much(counter, shelf) -> None:
    counter.refunds(counter.sells((shelf.lot, 2)))
    counter.says("cash_out", {"amount": 10_000, "reason": "Nước đá"})
    counter.sells((shelf.lot, UNLUCKY))
    counter.sells((shelf.lot, 1))


def booked() -> list[int]:
    return [model.objects.count() for model in (Event, Sale, Refund, CashMove)]


def test_what_came_before_an_event_that_fails_is_booked_and_the_rest_when_it_is_sent_again(counter, shelf, fault):
    tell_much(counter, shelf)

    with pytest.raises(OurFault):
        counter.push()
    before = booked(), audit()
    fault.undo()
    again = counter.push()

    assert before == ([4, 1, 1, 1], [])
    assert statuses(again) == ["duplicate"] * 4 + ["applied"] * 2
    assert (booked(), audit()) == ([6, 3, 1, 1], [])


def test_were_a_run_not_taken_in_event_by_event_it_would_take_all_with_it(counter, shelf, fault, monkeypatch):
    """The negative control."""
    tell_much(counter, shelf)
    monkeypatch.setattr(intake, "_take_in_soundly", intake._take_in)

    with pytest.raises(OurFault):
        counter.push()

    assert booked() == [1, 0, 0, 0]
