"""A fair that is on, with three booths each a step further, one that is to come, and the operator's terms."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.timezone import localdate

from shop.demo.makers import producer_by_product
from shop.demo.points import location_by_id
from shop.fairs import inviting, selling
from shop.fairs.models import Booth, Fair
from shop.locations.models import Location
from shop.settlement.models import Terms
from shop.stock import transfers
from shop.stock.models import Balance

SLUG = "hoi-cho-ocop-xu-quang"
MANAGER, OFFICER = "quan-ly@example.com", "can-bo-ocop@example.com"
# (number, product of the tables whose maker holds it or "" for ourselves, how far it is)
BOOTHS = (("A1", "1", Booth.State.OPEN), ("A2", "", Booth.State.STOCKED), ("B1", "5", Booth.State.ASSIGNED))
LOTS, UNITS = 6, 6
# The operator's share in ‰ by kind of location; "" is everywhere else. Illustrative.
SHARES = {"": 120, Location.Kind.FAIR: 80, Location.Kind.AIRPORT: 180}


@transaction.atomic
def build(*, at: datetime, track) -> None:
    _agree(at)
    if Fair.objects.filter(slug=SLUG).exists():
        return
    today = localdate(at)
    fair = _make(
        name="Hội chợ OCOP Xứ Quảng (minh họa)",
        name_en="Xứ Quảng OCOP fair (illustrative)",
        slug=SLUG,
        description="Người làm tự tay bán hàng của mình: nếm thử, hỏi chuyện, mua về.",
        description_en="Makers sell their own goods: taste, ask, take some home.",
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=6),
    )
    _make(
        name="Hội chợ OCOP Xuân Đinh Mùi (minh họa)",
        name_en="Lunar New Year OCOP fair (illustrative)",
        slug="hoi-cho-ocop-xuan-dinh-mui",
        description="Hàng Tết có sao, của làng nào bày gian làng ấy.",
        description_en="Goods with stars for Tết, each village in a booth of its own.",
        starts_on=date(2027, 1, 22),
        ends_on=date(2027, 1, 28),
    )
    at -= timedelta(hours=20)
    people = get_user_model().objects.in_bulk([MANAGER, OFFICER], field_name="username")
    holders = producer_by_product()
    store = location_by_id()["W48"]
    for number, product, state in track(BOOTHS, "a fair"):
        holder, officer = holders[product] if product else None, people[OFFICER]
        booth = inviting.invite(fair=fair, producer=holder, at=at, actor=officer)
        booth = inviting.assign(booth=booth, number=number, manager=people[MANAGER], at=at, actor=officer)
        if state == Booth.State.ASSIGNED:
            continue
        _bring(booth, store, at=at, actor=people[MANAGER])
        booth = selling.stocked(booth=booth, at=at, actor=people[MANAGER])
        if state == Booth.State.OPEN:
            selling.open_booth(booth=booth, sells_online=False, at=at, actor=people[MANAGER])


def _agree(at: datetime) -> None:
    since = localdate(at) - timedelta(days=365)
    for kind, permille in SHARES.items():
        if not Terms.objects.filter(producer=None, location_kind=kind).exists():
            Terms.objects.create(
                location_kind=kind, permille=permille, valid_from=since, note="Hợp đồng ký gửi (minh họa)"
            )


def _make(**facts) -> Fair:
    square = location_by_id()["F1"]
    return Fair.objects.create(
        **facts,
        organiser="Văn phòng điều phối nông thôn mới (minh họa)",
        ward=square.ward,
        street=square.street,
        latitude=square.latitude,
        longitude=square.longitude,
        opens=time(8),
        closes=time(21, 30),
        booth_fee=500_000,
    )


def _bring(booth: Booth, store: Location, *, at: datetime, actor) -> None:
    """Few units of lots of which the store has plenty, so that the web sells on, and of the holder's own."""
    shelves = Balance.objects.filter(location=store, on_hand__gte=UNITS * 4, reserved=0)
    shelves = shelves.select_related("lot__product__producer", "lot__product__parent__producer")
    plenty = [shelf.lot for shelf in shelves.order_by("-on_hand", "pk")]
    own = [lot for lot in plenty[LOTS:] if lot.product.canonical.producer == booth.producer]
    sent = selling.send(
        booth=booth,
        origin=store,
        quantities=dict.fromkeys(plenty[:LOTS] + own, UNITS),
        source_key=f"demo:fair:{booth.number}",
        at=at,
        actor=actor,
    )
    arrivals = {line.pk: transfers.Arrival(line.sent) for line in sent.lines.all()}
    transfers.receive(transfer=sent, arrivals=arrivals, at=at, actor=actor)
