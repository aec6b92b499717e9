"""What a counter is answered: a page of everything, or a page of what it has not seen."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from catalogue.models import Product
from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.pos.changes import kinds, moments, people
from shop.pos.changes.cursors import Cursor, digest, rules_of
from shop.pos.changes.models import Change
from shop.stock.models import TransferLine

# Rows in a page of everything; changes looked at for a page of news.
PAGE = 2_000


@dataclass(frozen=True)
class Answer:
    cursor: Cursor
    is_snapshot: bool
    has_more: bool
    changes: list[dict]


def answer(*, location: Location, said: str, at: datetime) -> Answer:
    """`location` with its ward. `said`: the cursor that the counter came back with, or ""."""
    cursor = Cursor.read(said, location=location, at=at) if said else None
    if cursor is None:
        return _begin(location, at)
    if cursor.kind:
        return _go_on(location, cursor)
    return _news(location, cursor, at)


def _begin(location: Location, at: datetime) -> Answer:
    """What changes from this moment on is told behind the snapshot, though its pages may have seen it."""
    now, point = moments.present(), people.point_row(location)
    first = Cursor(
        seen=now,
        until=now,
        at=at.timestamp(),
        rules=rules_of(location),
        point=digest(point),
        kind=kinds.KINDS[0].name,
    )
    page = _go_on(location, first)
    return Answer(page.cursor, True, page.has_more, [_told(point), *page.changes])


def _go_on(location: Location, cursor: Cursor) -> Answer:
    """The next rows of a snapshot, kind by kind, up to a page of them."""
    names = [kind.name for kind in kinds.KINDS]
    told: list[dict] = []
    after = cursor.after
    for kind in kinds.KINDS[names.index(cursor.kind) :]:
        rows = kind.page(location, after=after, most=PAGE - len(told) + 1)
        if len(told) + len(rows) > PAGE:
            told += kind.told(rows[:-1])
            last = getattr(rows[-2], kind.key) if len(rows) > 1 else after
            return Answer(cursor.turned(kind=kind.name, after=last), False, True, told)
        told += kind.told(rows)
        after = 0
    return Answer(cursor.turned(seen=cursor.until, until="", kind="", after=0), False, False, told)


def _news(location: Location, cursor: Cursor, at: datetime) -> Answer:
    until = cursor.until or moments.present()
    here = Q(location=None) | Q(location=location.pk)
    rows = list(moments.unseen(cursor.seen).filter(here, pk__gt=cursor.after)[: PAGE + 1])
    page, has_more = rows[:PAGE], len(rows) > PAGE
    told = _rows_of(location, page)
    point = people.point_row(location)
    if digest(point) != cursor.point:
        told.append(_told(point))
    following = cursor.turned(point=digest(point), at=at.timestamp())
    if has_more:
        return Answer(following.turned(until=until, after=page[-1].pk), False, True, told)
    return Answer(following.turned(seen=until, until="", after=0), False, False, told)


def _rows_of(location: Location, changes: list[Change]) -> list[dict]:
    """Each changed row once, as it is now, and what a row points to where that may be new here."""
    keys: dict[str, set[int]] = defaultdict(set)
    arrived: set[int] = set()
    for change in changes:
        keys[change.kind].add(change.key)
        if change.kind == "lot" and change.location:
            arrived.add(change.key)
    if keys["transfer"]:
        arrived |= set(TransferLine.objects.filter(transfer__in=keys["transfer"]).values_list("lot", flat=True))
    lots = keys["lot"] | arrived
    return [
        *kinds.PLACE.among(location, keys["place"] - {location.pk}),
        *kinds.STAFF.among(location, keys["staff"] | people.working_at(location, keys["person"])),
        *kinds.PRODUCT.among(location, _products(keys, arrived)),
        *kinds.LOT.among(location, lots),
        *kinds.SHELF.among(location, keys["shelf"]),
        *kinds.TRANSFER.among(location, keys["transfer"]),
    ]


def _products(keys: dict[str, set[int]], arrived: set[int]) -> set[int]:
    """Sizes change with their parent, products with their producer; and those of lots that are new here."""
    named = keys["product"] | set(Lot.objects.filter(pk__in=arrived).values_list("product", flat=True))
    if not (named or keys["producer"] or keys["criteria"]):
        return set()
    own = Q(producer__in=keys["producer"]) | Q(criteria_set__in=keys["criteria"])
    theirs = Q(parent__producer__in=keys["producer"]) | Q(parent__criteria_set__in=keys["criteria"])
    return named | set(Product.objects.filter(Q(parent__in=named) | own | theirs).values_list("pk", flat=True))


def _told(point: dict) -> dict:
    return {"kind": "point", "id": 0, "row": point}
