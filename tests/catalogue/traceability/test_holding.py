"""Lots are held and released; what is not whole the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from catalogue.traceability.deeds import hold, release
from catalogue.traceability.exceptions import AlreadyHeld, AlreadyReleased, NoReason
from catalogue.traceability.models import Hold, Lot
from tests.factories import a_lot, a_product, a_shopper

pytestmark = pytest.mark.django_db

AT = now()
LATER = AT + timedelta(days=2)


@pytest.fixture
def lot():
    return a_lot(a_product())


@pytest.fixture
def officer():
    return a_shopper()


def test_a_held_lot_says_who_held_it_when_and_why(lot, officer):
    hold(lot=lot, why=" Nghi hàng giả ", actor=officer, at=AT)

    facts = Hold.objects.values_list("lot", "why", "held_by", "held_at", "released_at").get()
    assert facts == (lot.pk, "Nghi hàng giả", officer.pk, AT, None)
    assert list(Lot.objects.not_held()) == []
    assert Lot.objects.saying_why_held().get().why_held == "Nghi hàng giả"


def test_a_released_lot_is_free_and_its_hold_is_kept(lot, officer):
    held = hold(lot=lot, why="Nghi hàng giả", actor=officer, at=AT)

    release(hold=held, why="Kết quả kiểm tốt", actor=officer, at=LATER)

    facts = Hold.objects.values_list("why", "why_released", "released_by", "released_at").get()
    assert facts == ("Nghi hàng giả", "Kết quả kiểm tốt", officer.pk, LATER)
    assert list(Lot.objects.not_held()) == [lot]
    assert Lot.objects.saying_why_held().get().why_held == ""


def test_saying_it_twice_is_saying_it_once(lot, officer):
    first = hold(lot=lot, why="Vỏ phồng", actor=officer, at=AT)
    assert hold(lot=lot, why="Vỏ phồng", actor=officer, at=LATER) == first

    for moment in (LATER, LATER + timedelta(days=1)):
        release(hold=first, why="Đã kiểm", actor=officer, at=moment)

    assert Hold.objects.values_list("held_at", "released_at").get() == (AT, LATER)


def test_a_lot_is_held_again_after_its_release(lot, officer):
    release(hold=hold(lot=lot, why="Vỏ phồng", actor=officer, at=AT), why="Đã kiểm", actor=officer, at=AT)

    hold(lot=lot, why="Vỏ phồng", actor=officer, at=LATER)

    assert (Hold.objects.count(), Hold.objects.standing().get().held_at) == (2, LATER)


def test_another_reason_for_what_stands_is_refused(lot, officer):
    held = hold(lot=lot, why="Vỏ phồng", actor=officer, at=AT)

    with pytest.raises(AlreadyHeld) as refusal:
        hold(lot=lot, why="Nghi hàng giả", actor=officer, at=LATER)

    assert (refusal.value.hold, "Vỏ phồng" in str(refusal.value)) == (held, True)


def test_another_reason_for_what_was_released_is_refused(lot, officer):
    held = hold(lot=lot, why="Vỏ phồng", actor=officer, at=AT)
    release(hold=held, why="Đã kiểm", actor=officer, at=LATER)

    with pytest.raises(AlreadyReleased):
        release(hold=held, why="Nhầm lô", actor=officer, at=LATER)

    assert Hold.objects.get().why_released == "Đã kiểm"


def test_without_a_reason_nothing_is_held_or_released(lot, officer):
    with pytest.raises(NoReason):
        hold(lot=lot, why="  ", actor=officer, at=AT)
    held = hold(lot=lot, why="Vỏ phồng", actor=officer, at=AT)
    with pytest.raises(NoReason):
        release(hold=held, why="", actor=officer, at=AT)

    assert Hold.objects.standing().get() == held


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"why": ""}, "hold_says_why"),
        ({"released_at": LATER}, "release_is_whole"),
        ({"why_released": "Đã kiểm"}, "release_is_whole"),
        ({"released_at": LATER, "why_released": "Đã kiểm"}, "release_is_whole"),
        ({"released_at": AT - timedelta(1), "why_released": "Đã kiểm", "released_by": True}, "release_comes_after"),
    ],
)
def test_the_database_refuses_what_is_not_whole(facts, constraint, lot, officer):
    people = {"released_by": officer} if facts.get("released_by") else {}

    with pytest.raises(IntegrityError, match=constraint):
        Hold.objects.create(**{"lot": lot, "why": "Vỏ phồng", "held_at": AT, "held_by": officer, **facts, **people})


def test_the_database_knows_of_one_standing_hold_a_lot(lot, officer):
    facts = {"lot": lot, "held_at": AT, "held_by": officer}
    Hold.objects.create(why="Vỏ phồng", **facts)

    with pytest.raises(IntegrityError):
        Hold.objects.create(why="Nghi hàng giả", **facts)


def test_a_hold_stands_from_its_moment_to_its_release(lot, officer):
    held = hold(lot=lot, why="Vỏ phồng", actor=officer, at=AT)
    release(hold=held, why="Đã kiểm", actor=officer, at=LATER)

    stood = Hold.objects.get().stands_at
    moments = (AT - timedelta(seconds=1), AT, LATER - timedelta(seconds=1), LATER)
    assert [stood(moment) for moment in moments] == [False, True, True, False]
