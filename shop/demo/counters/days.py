"""Twelve days at three counters, a transfer on its way, and two stocktakes: what the desk shows."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.timezone import localdate, make_aware

from catalogue.traceability.models import Lot
from shop.demo.counters.telling import Counter, Said
from shop.demo.data import rows
from shop.demo.fairs import SLUG
from shop.demo.points import location_by_id
from shop.fairs.models import Booth
from shop.locations.models import Location
from shop.pos.devices import enrolling, seeing
from shop.pos.devices.models import Device
from shop.stock import transfers
from shop.stock.models import Balance
from shop.stocktaking import deeds as stocktaking
from shop.stocktaking import differences
from shop.stocktaking.deeds import Explanation
from shop.stocktaking.models import Line, Stocktake

User = get_user_model()
STAFF, MANAGER = "nhan-vien@example.com", "quan-ly@example.com"
NAMES = {"SP1": "Quầy 1", "SP6": "Quầy sân bay", "A1": "Gian A1"}
PACE = timedelta(minutes=37)
OPENS, TODAY_SINCE = time(7, 45), timedelta(hours=5)
# What of these days does not go as the books say: (counter, days ago).
GIVEN_BACK, DRAWER_SHORT = {("SP1", 5)}, {("SP1", 1): 20_000}
UNSENT = {"SP6": 3}
SENT_TO_SP1 = {"OCOP-014": 6, "OCOP-013": 4, "OCOP-020": 5}
# Neither is sold at the counter in the hours around the stocktakes.
COUNTED, MISSING = ("OCOP-014", "OCOP-042", "OCOP-039"), 1


def build(*, at: datetime, track) -> None:
    if Device.objects.filter(name__in=NAMES.values()).exists():
        return
    days: dict[str, dict[int, list[dict]]] = defaultdict(lambda: defaultdict(list))
    for row in rows("counter_sales.csv"):
        days[row["counter"]][int(row["days_ago"])].append(row)
    told: list[Callable[[], None]] = [_Days(name, table, at).tell for name, table in days.items()]
    for step in track([*told, partial(_send, at), partial(_take_stock, at)], "counters"):
        step()


class _Days:
    """One counter's table: days ago → its sales."""

    def __init__(self, name: str, table: dict[int, list[dict]], at: datetime):
        self.name, self.table, self.at = name, table, at
        self.location = _location_of(name)
        self.people = [User.objects.get(username=name) for name in (MANAGER, STAFF)]

    @transaction.atomic
    def tell(self) -> None:
        begins = self._opening(max(self.table))
        invitation = enrolling.invite(location=self.location, by=self.people[0], at=begins)
        enrolled = enrolling.enrol(code=invitation.code, name=NAMES[self.name], caller="demo", at=begins)
        self.device = enrolled.device
        for days_ago in sorted(self.table, reverse=True):
            self._tell_a_day(days_ago)
        last = self._opening(min(self.table))
        seeing.note(
            device=self.device,
            at=last + PACE * 7,
            unsent=UNSENT.get(self.name, 0),
            unsent_since=last + PACE * 6,
            app_version="0.1.0",
        )

    def _tell_a_day(self, days_ago: int) -> None:
        self.device.refresh_from_db()
        counter = Counter(self.device, self.people[days_ago % 2], begins=self._opening(days_ago), pace=PACE)
        counter.opens()
        sales = [self._sale(counter, row) for row in self.table[days_ago]]
        if (self.name, days_ago) in GIVEN_BACK:
            counter.refunds(sales[0])
        if days_ago:
            counter.closes(lacking=DRAWER_SHORT.get((self.name, days_ago), 0))
        counter.sends(counter.told, at=min(counter.clock, self.at))

    def _sale(self, counter: Counter, row: dict) -> Said:
        parts = (part.split("*") for part in row["sold"].split(";"))
        return counter.rings_up([self._goods(sku, int(units)) for sku, units in parts], kind=row["paid"])

    def _goods(self, sku: str, units: int) -> tuple[Lot, int, int]:
        lot = _shelves(self.location, sku)[0].lot
        return lot, units, int(lot.product.stockrecords.get().price)

    def _opening(self, days_ago: int) -> datetime:
        if not days_ago:
            return self.at - TODAY_SINCE
        return make_aware(datetime.combine(localdate(self.at) - timedelta(days=days_ago), OPENS))


def _location_of(counter: str) -> Location:
    points = location_by_id()
    return points[counter] if counter in points else Booth.objects.get(fair__slug=SLUG, number=counter).place


def _shelves(location: Location, sku: str) -> list[Balance]:
    """Those with something on them, the first to go first."""
    shelves = Balance.objects.filter(location=location, lot__product__upc=sku, on_hand__gt=0)
    return list(shelves.select_related("lot__product").order_by("lot__expires_on", "pk"))


def _send(at: datetime) -> None:
    """A transfer that the manager of the centre has to count in."""
    points = location_by_id()
    store, centre = points["W48"], points["SP1"]
    transfers.dispatch(
        origin=store,
        destination=centre,
        quantities={_shelves(store, sku)[0].lot: units for sku, units in SENT_TO_SP1.items()},
        source_key="demo:transfer",
        at=at - timedelta(hours=20),
        actor=User.objects.get(username=MANAGER),
    )


def _take_stock(at: datetime) -> None:
    """One stocktake that found a unit missing and says why; one begun, with a difference to explain."""
    manager, points = User.objects.get(username=MANAGER), location_by_id()
    over = _begin(points["SP1"], at=at - timedelta(hours=26), actor=manager)
    because = Explanation(Line.Cause.BROKEN, "Rơi khi xếp lại kệ")
    explanations = {differing.line.pk: because for differing in differences.of(over) if differing.units}
    stocktaking.believe(stocktake=over, explanations=explanations, at=at - timedelta(hours=25), actor=manager)
    _begin(points["W48"], at=at - timedelta(hours=1), actor=manager)


def _begin(location: Location, *, at: datetime, actor) -> Stocktake:
    """The first shelf is found short, the others as the books have them."""
    stocktake = stocktaking.begin(location=location, at=at, actor=actor)
    shelves = differences.shelves_to_count(stocktake).filter(reserved=0, lot__product__upc__in=COUNTED)
    for n, shelf in enumerate(shelves):
        counted = {shelf.lot: shelf.on_hand - (0 if n else MISSING)}
        stocktaking.write_down(stocktake=stocktake, counted=counted, at=at + timedelta(minutes=n), actor=actor)
    return stocktake
