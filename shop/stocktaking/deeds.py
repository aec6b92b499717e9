"""What is done to a stocktake: begin, write down, explain and believe, give up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.stock import ledger
from shop.stock.models import Count
from shop.stocktaking.exceptions import AlreadyEnded, NotExplained, NothingCounted
from shop.stocktaking.models import Line, Stocktake

State = Stocktake.State


@dataclass(frozen=True, slots=True)
class Explanation:
    """`cause` is a Line.Cause; `reason` in the person's own words, may be empty."""

    cause: str
    reason: str = ""

    @property
    def sentence(self) -> str:
        """What the ledger keeps as the reason."""
        return ": ".join(filter(None, [str(Line.Cause(self.cause).label), self.reason]))


@transaction.atomic
def begin(*, location: Location, at: datetime, actor) -> Stocktake:
    """The location's open stocktake, begun now where there is none."""
    opened = {"opened_at": at, "opened_by": actor}
    return Stocktake.objects.get_or_create(location=location, state=State.OPEN, defaults=opened)[0]


@transaction.atomic
def write_down(*, stocktake: Stocktake, counted: Mapping[Lot, int], at: datetime, actor) -> None:
    """Keep what was seen of each lot at this moment. The same figure again keeps its first moment."""
    locked = _lock(stocktake)
    before = {line.lot_id: line for line in locked.lines.all()}
    for lot, units in counted.items():
        known = before.get(lot.pk)
        if known and known.counted == units:
            continue
        facts = {"counted": units, "counted_at": at, "counted_by": actor, "cause": "", "reason": ""}
        Line.objects.update_or_create(stocktake=locked, lot=lot, defaults=facts)


@transaction.atomic
def forget(*, stocktake: Stocktake, lots) -> None:
    """Take back what was written of these lots: they are not counted."""
    _lock(stocktake).lines.filter(lot__in=lots).delete()


@transaction.atomic
def believe(*, stocktake: Stocktake, explanations: Mapping[int, Explanation], at: datetime, actor) -> Stocktake:
    """Put the ledger right by every line, each as of its own moment. `explanations` by the line's pk.

    Lots that were not counted stay as the ledger has them. Raises NothingCounted, NotExplained, AlreadyEnded.
    """
    locked = _lock(stocktake)
    lines = list(locked.lines.select_related("lot").order_by("lot_id"))
    if not lines:
        raise NothingCounted
    for line in lines:
        _believe_one(line, locked, explanations.get(line.pk), actor)
    unexplained = [line for line in lines if line.expected != line.counted and not line.cause]
    if unexplained:
        raise NotExplained(unexplained)
    Line.objects.bulk_update(lines, ["expected", "cause", "reason"])
    return _end(locked, State.CLOSED, at, actor)


@transaction.atomic
def give_up(*, stocktake: Stocktake, at: datetime, actor) -> Stocktake:
    return _end(_lock(stocktake), State.DROPPED, at, actor)


def _believe_one(line: Line, stocktake: Stocktake, explanation: Explanation | None, actor) -> None:
    key = f"stocktake:{line.pk}"
    ledger.count(
        lot=line.lot,
        location=stocktake.location,
        counted=line.counted,
        reason=explanation.sentence if explanation else str(stocktake),
        source_key=key,
        at=line.counted_at,
        actor=actor,
    )
    line.expected = Count.objects.values_list("expected", flat=True).get(source_key=key)
    if explanation and line.expected != line.counted:
        line.cause, line.reason = explanation.cause, explanation.reason


def _lock(stocktake: Stocktake) -> Stocktake:
    locked = Stocktake.objects.select_for_update(no_key=True, of=("self",)).select_related("location")
    current = locked.get(pk=stocktake.pk)
    if not current.is_open:
        raise AlreadyEnded
    return current


def _end(stocktake: Stocktake, state: str, at: datetime, actor) -> Stocktake:
    stocktake.state, stocktake.ended_at, stocktake.ended_by = state, at, actor
    stocktake.save(update_fields=["state", "ended_at", "ended_by"])
    return stocktake
