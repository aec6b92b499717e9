"""What was promised to orders and cannot be kept: another lot of the shelf, or a person who is told where else."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate, now

from catalogue.traceability import deeds
from shop.order.parcels import Parcel
from shop.order.sending import shipping_out
from shop.pos.discrepancies import Discrepancy, resolve
from shop.pos.promises import keep_promises
from shop.stock import ledger, reservations
from shop.stock.audit import audit
from shop.stock.models import Balance, Reservation
from tests.factories import a_location, a_lot, a_product, a_shelf, a_shopper, an_order
from tests.factories.telling import a_counter

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(site, vietnam):
    return a_product("Nước mắm")


@pytest.fixture
def shelf(product):
    return a_shelf(product, on_hand=5)


@pytest.fixture
def order(product, shelf):
    """Of five units, all of the one lot that there is."""
    return an_order((product, 5))


@pytest.fixture
def another_lot(order, shelf):
    """On the same shelf, come later: `another_lot(units)`."""

    def put(units, keeps=365):
        lot = a_lot(shelf.lot.product, expires_on=localdate() + timedelta(days=keeps))
        ledger.receive(lot=lot, location=shelf.location, quantity=units, source_key=f"test:{lot.pk}", at=now())
        return Balance.objects.get(lot=lot)

    return put


@pytest.fixture
def hold(order, shelf, django_capture_on_commit_callbacks):
    def hold(why="Nghi hàng giả"):
        with django_capture_on_commit_callbacks(execute=True):
            return deeds.hold(lot=shelf.lot, why=why, actor=a_shopper(), at=now())

    return hold


def promised() -> dict[str, int]:
    rows = Reservation.objects.holding().select_related("balance__lot")
    return {row.balance.lot.code: row.quantity for row in rows}


def asked() -> list[dict]:
    return list(Discrepancy.objects.open().values_list("facts", flat=True))


def test_another_lot_of_the_shelf_is_promised_and_the_parcel_can_leave(order, hold, another_lot):
    other = another_lot(6)

    hold()

    assert (promised(), asked()) == ({other.lot.code: 5}, [])
    parcel = order.parcels.get()
    shipping_out.pack(parcel=parcel, at=now(), actor=a_shopper())
    shipping_out.dispatch(parcel=parcel, tracking_number="VN1", at=now(), actor=a_shopper())
    assert audit() == []


def test_lots_that_expire_first_are_taken_first(hold, another_lot):
    late, early = another_lot(4, keeps=365), another_lot(3, keeps=200)

    hold()

    assert promised() == {early.lot.code: 3, late.lot.code: 2}


def test_what_no_other_lot_has_is_asked_about_with_the_nearest_place_that_has_it(product, shelf, hold, another_lot):
    other = another_lot(2)
    elsewhere = a_shelf(product, on_hand=9, location=a_location("Kho Tam Kỳ"))

    hold()

    assert promised() == {shelf.lot.code: 3, other.lot.code: 2}
    place = {"location": elsewhere.location_id, "name": "Kho Tam Kỳ", "units": 9}
    assert asked() == [{"promised": 3, "why": "Nghi hàng giả", "proposes": place}]


def test_a_parcel_that_is_packed_waits_for_a_person(order, shelf, hold, another_lot):
    another_lot(6)
    Parcel.objects.update(state=Parcel.State.PACKED)

    hold()

    assert promised() == {shelf.lot.code: 5}
    assert asked() == [{"promised": 5, "why": "Nghi hàng giả", "proposes": None}]


def test_what_comes_later_keeps_the_promise_and_the_question_settles_by_itself(hold, another_lot):
    hold()
    other = another_lot(5)

    call_command("keep_promises", verbosity=0)

    assert promised() == {other.lot.code: 5}
    assert [row.resolution for row in Discrepancy.objects.all()] == [Discrepancy.Resolution.CAME_LATER]


def test_a_release_settles_the_question(hold, shelf, django_capture_on_commit_callbacks):
    standing = hold()

    with django_capture_on_commit_callbacks(execute=True):
        deeds.release(hold=standing, why="Đã kiểm", actor=a_shopper(), at=now())

    assert (promised(), asked()) == ({shelf.lot.code: 5}, [])


def test_what_a_person_settled_is_not_asked_again_until_the_lot_is_held_anew(hold, django_capture_on_commit_callbacks):
    standing = hold()
    person = {"resolution": "explained", "reason": "Đã gọi khách", "by": a_shopper()}
    resolve(discrepancy=Discrepancy.objects.get(), at=now(), **person)

    for _ in range(2):
        assert keep_promises(at=now()) == 1
    assert asked() == []

    deeds.release(hold=standing, why="Đã kiểm", actor=a_shopper(), at=now())
    hold("Khách báo mùi lạ")
    assert [facts["why"] for facts in asked()] == ["Khách báo mùi lạ"]


def test_promises_of_lots_that_are_not_held_stay(shelf, order, another_lot):
    """The negative control."""
    another_lot(6)

    assert keep_promises(at=now()) == 0
    assert promised() == {shelf.lot.code: 5}


def test_a_promise_that_was_kept_meanwhile_is_left_alone(order, shelf, another_lot):
    another_lot(6)
    stale = Reservation.objects.get()
    reservations.release(order=order, at=now())

    assert reservations.move(reservation=stale, at=now()) == 0
    assert promised() == {}


def test_an_unpaid_order_keeps_its_time(product, shelf, django_capture_on_commit_callbacks):
    an_order((product, 2), pays_by="vietqr")
    ends = Reservation.objects.get().expires_at
    other = a_shelf(product, on_hand=5, location=shelf.location)

    with django_capture_on_commit_callbacks(execute=True):
        deeds.hold(lot=shelf.lot, why="Nghi hàng giả", actor=a_shopper(), at=now())

    [moved] = Reservation.objects.holding()
    assert (moved.balance, moved.quantity, moved.state, moved.expires_at) == (other, 2, "active", ends)


@pytest.fixture
def sold_at_the_counter(order, shelf):
    """Two of the five promised units were sold there."""
    counter = a_counter(shelf)
    counter.opens()
    counter.sells((shelf.lot, 2))
    counter.push()
    return Discrepancy.objects.get(kind="promised")


def test_what_a_counter_sold_of_promised_goods_is_promised_of_what_comes(sold_at_the_counter, shelf, another_lot):
    other = another_lot(6)

    keep_promises(at=now())

    sold_at_the_counter.refresh_from_db()
    assert promised() == {shelf.lot.code: 3, other.lot.code: 2}
    assert (sold_at_the_counter.resolution, audit()) == (Discrepancy.Resolution.CAME_LATER, [])


def test_until_something_comes_the_question_stays(sold_at_the_counter, shelf):
    """The negative control."""
    keep_promises(at=now())

    sold_at_the_counter.refresh_from_db()
    assert (promised(), sold_at_the_counter.resolved_at) == ({shelf.lot.code: 5}, None)
