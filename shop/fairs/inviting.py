"""Who comes to a fair and where they stand: invited, given a place, withdrawn."""

from datetime import datetime

from django.db import transaction
from oscar.core.utils import slugify

from catalogue.producers.models import Producer
from shop.fairs.exceptions import NumberIsTaken, StillPromised
from shop.fairs.models import Booth, Fair
from shop.fairs.moving import lock, lock_fair, move
from shop.locations.models import Assignment, Location

State = Booth.State


@transaction.atomic
def invite(*, fair: Fair, producer: Producer | None, at: datetime, actor, fee: int | None = None) -> Booth:
    """A booth for a producer, or for the operator; at the fair's fee unless another was agreed."""
    fair = lock_fair(fair)
    agreed = fair.booth_fee if fee is None else fee
    booth = Booth(fair=fair, producer=producer, fee=agreed if producer else 0)
    booth.save()
    booth.steps.create(state=State.INVITED, at=at, actor=actor)
    return booth


@transaction.atomic
def assign(*, booth: Booth, number: str, manager, at: datetime, actor) -> Booth:
    """They come: a number, a location of its own, a person who runs it. Raises NumberIsTaken."""
    booth = lock(booth, State.INVITED)
    if booth.fair.booths.filter(number=number).exists():
        raise NumberIsTaken(number=number)
    booth.number = number
    location = Location.objects.create(
        name=f"{booth.fair.name} · {number}",
        slug=slugify(f"{booth.fair.slug}-{number}"),
        kind=Location.Kind.FAIR,
        ward=booth.fair.ward,
        street=booth.fair.street,
        latitude=booth.fair.latitude,
        longitude=booth.fair.longitude,
        is_open=False,
    )
    if manager:
        Assignment.objects.create(location=location, user=manager, role=Assignment.Role.MANAGER)
    return move(booth, State.ASSIGNED, at=at, actor=actor, number=number, location=location)


@transaction.atomic
def withdraw(*, booth: Booth, reason: str, at: datetime, actor) -> Booth:
    """They do not come after all; goods that lie there already must leave first."""
    booth = lock(booth, State.INVITED, State.ASSIGNED)
    if booth.location:
        here = sum(booth.location.balances.values_list("on_hand", flat=True))
        coming = booth.location.transfers_in.filter(state="dispatched").count()
        if here or coming:
            raise StillPromised(units=here + coming)
    return move(booth, State.WITHDRAWN, at=at, actor=actor, note=reason)
