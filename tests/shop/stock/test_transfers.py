import pytest

from shop.stock import transfers
from shop.stock.exceptions import InsufficientStock, SourceKeyReused, TransferMismatch
from shop.stock.models import Balance, Movement, Transfer
from shop.stock.transfers import Arrival
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf
from tests.shop.stock.orders import AT, LATER, a_reserved_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return a_shelf(a_product(), on_hand=10)


@pytest.fixture
def sent(shelf):
    return {
        "origin": shelf.location,
        "destination": a_location(),
        "quantities": {shelf.lot: 6},
        "source_key": "van 1",
        "at": AT,
        "actor": a_member_of_staff(),
    }


def on_hand(location) -> int:
    return sum(Balance.objects.filter(location=location).values_list("on_hand", flat=True))


def arrive(transfer, **numbers):
    line = transfer.lines.get()
    return transfers.receive(
        transfer=transfer, arrivals={line.pk: Arrival(**numbers)}, at=LATER, actor=transfer.dispatched_by
    )


def test_goods_on_their_way_are_on_neither_shelf(sent):
    transfer = transfers.dispatch(**sent)

    assert (on_hand(sent["origin"]), on_hand(sent["destination"])) == (4, 0)
    assert (transfer.state, transfer.lines.get().sent) == ("dispatched", 6)


def test_sending_twice_with_one_key_is_sending_once(sent):
    first = transfers.dispatch(**sent)
    again = transfers.dispatch(**sent)

    assert again == first
    assert on_hand(sent["origin"]) == 4


def test_a_key_that_sent_something_else_is_refused(sent, shelf):
    transfers.dispatch(**sent)

    with pytest.raises(SourceKeyReused):
        transfers.dispatch(**sent | {"quantities": {shelf.lot: 5}})


def test_more_than_lies_there_is_not_sent(sent, shelf):
    with pytest.raises(InsufficientStock) as refusal:
        transfers.dispatch(**sent | {"quantities": {shelf.lot: 11}})

    assert (refusal.value.wanted, refusal.value.available) == (11, 10)
    assert list(Movement.objects.filter(kind="transfer_out")) == []


def test_goods_promised_to_buyers_stay(sent, shelf):
    a_reserved_order((shelf.lot.product, 5))

    with pytest.raises(InsufficientStock) as refusal:
        transfers.dispatch(**sent)

    assert (refusal.value.wanted, refusal.value.available) == (6, 5)


def test_goods_counted_in_lie_on_the_other_shelf(sent):
    transfer = arrive(transfers.dispatch(**sent), received=6)

    assert on_hand(sent["destination"]) == 6
    assert (transfer.state, transfer.received_at) == ("received", LATER)


def test_only_what_arrived_whole_is_put_on_the_shelf(sent):
    transfer = arrive(transfers.dispatch(**sent), received=3, damaged=2, short=1, reason="The van was wet")

    assert on_hand(sent["destination"]) == 3
    line = transfer.lines.get()
    assert (line.received, line.damaged, line.short, line.reason) == (3, 2, 1, "The van was wet")


def test_all_of_it_may_be_lost(sent):
    transfer = arrive(transfers.dispatch(**sent), received=0, short=6, reason="The van burnt out")

    assert (transfer.state, on_hand(sent["destination"])) == ("received", 0)


def test_counting_in_twice_is_counting_in_once(sent):
    transfer = transfers.dispatch(**sent)
    arrive(transfer, received=6)

    arrive(transfer, received=6)

    assert on_hand(sent["destination"]) == 6


@pytest.mark.parametrize(
    "numbers",
    [
        {"received": 5},
        {"received": 7},
        {"received": 7, "short": -1, "reason": "One more came"},
        {"received": 0},
    ],
)
def test_numbers_that_do_not_add_up_are_refused(sent, numbers):
    transfer = transfers.dispatch(**sent)

    with pytest.raises(TransferMismatch):
        arrive(transfer, **numbers)

    transfer.refresh_from_db()
    assert (transfer.state, on_hand(sent["destination"])) == ("dispatched", 0)


def test_a_difference_says_why(sent):
    transfer = transfers.dispatch(**sent)

    with pytest.raises(ValueError, match="says why"):
        arrive(transfer, received=5, short=1)


def test_a_transfer_counted_in_otherwise_before_is_refused(sent):
    transfer = transfers.dispatch(**sent)
    arrive(transfer, received=6)

    with pytest.raises(TransferMismatch):
        arrive(transfer, received=5, short=1, reason="One was missing")

    assert Transfer.objects.get().lines.get().received == 6
