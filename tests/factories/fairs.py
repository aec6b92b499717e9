"""Fairs, and booths as far on their way as a test needs them, through the deeds."""

from datetime import time, timedelta
from itertools import count

from django.utils.timezone import localdate, now

from shop.fairs import ending, inviting, selling
from shop.fairs.models import Booth, Fair
from shop.pos.models import SaleLine
from shop.settlement.counter import KEY
from shop.settlement.models import Accrual
from shop.stock import transfers

from .catalogue import a_ward
from .counters import a_device
from .shop import a_member_of_staff
from .telling import a_counter, id_of

number = count(1)


def a_fair(name="Hội chợ Xuân", **facts) -> Fair:
    n = next(number)
    today = localdate()
    facts = {
        "slug": f"hoi-cho-{n}",
        "organiser": "Sở Công Thương",
        "starts_on": today - timedelta(days=1),
        "ends_on": today + timedelta(days=5),
        "opens": time(8),
        "closes": time(21),
    } | facts
    facts.setdefault("ward", a_ward())
    return Fair.objects.create(name=name, **facts)


def a_booth(fair=None, *, producer=None, number="A1", manager=None, fee=None) -> Booth:
    """One that has its place."""
    actor = a_member_of_staff()
    booth = inviting.invite(fair=fair or a_fair(), producer=producer, at=now(), actor=actor, fee=fee)
    return inviting.assign(booth=booth, number=number, manager=manager, at=now(), actor=actor)


def a_stocked_booth(*shelves_and_units, **facts) -> Booth:
    """`a_stocked_booth((shelf, 5), …)`: so many units of each shelf sent and counted in."""
    booth = a_booth(**facts)
    actor = a_member_of_staff()
    bring(booth, *shelves_and_units, actor=actor)
    return selling.stocked(booth=booth, at=now(), actor=actor)


def an_open_booth(*shelves_and_units, sells_online=False, **facts) -> Booth:
    booth = a_stocked_booth(*shelves_and_units, **facts)
    return selling.open_booth(booth=booth, sells_online=sells_online, at=now(), actor=a_member_of_staff())


def bring(booth, *shelves_and_units, actor, at=None) -> None:
    for shelf, units in shelves_and_units:
        sent = selling.send(
            booth=booth,
            origin=shelf.location,
            quantities={shelf.lot: units},
            source_key=f"test:booth:{next(number)}",
            at=at or now(),
            actor=actor,
        )
        arrivals = {line.pk: transfers.Arrival(line.sent) for line in sent.lines.all()}
        transfers.receive(transfer=sent, arrivals=arrivals, at=at or now(), actor=actor)


def sell(booth, lot, units, *, price=120_000, at=None) -> Accrual:
    """A whole shift at a counter of the booth with this one sale, told to the server; what it accrued.

    `.told`: the counter and the sale as it said it, for `give_back`.
    """
    at = at or now()
    counter = a_counter(
        device=a_device(location=booth.location, enrolled_at=at - timedelta(hours=1)), begins=at, pace=timedelta(0)
    )
    counter.opens()
    sale = counter.sells((lot, units), price=price)
    counter.closes()
    counter.push()
    accrued = Accrual.objects.get(source_key=f"{KEY}{SaleLine.objects.get(sale__event__event_id=id_of(sale)).pk}")
    accrued.told = counter, sale
    return accrued


def give_back(accrued: Accrual, units: int) -> None:
    """Refund units of what `sell` sold, in a shift of its own, and put them on the shelf again."""
    counter, sale = accrued.told
    counter.opens()
    counter.refunds(sale, units)
    counter.closes()
    counter.push()


def count_all(booth, *, at=None, actor=None, **found) -> Booth:
    """Count it blind: what the ledger says, but for lots by code: `count_all(booth, L1=3)`."""
    shelves = ending.to_count(booth)
    counted = {shelf.lot: found.get(shelf.lot.code, shelf.on_hand) for shelf in shelves}
    return ending.count(booth=booth, counted=counted, at=at or now(), actor=actor or a_member_of_staff())
