"""How a booth comes from one state into the next: its row locked, the step written down."""

from datetime import datetime

from django.db import transaction

from shop.fairs.exceptions import FairIsClosed, OutOfTurn
from shop.fairs.models import Booth, Fair


def lock(booth: Booth, *states: str) -> Booth:
    """The booth as it is now, if it is in one of these states and its fair goes on. The first lock of every deed."""
    fair = lock_fair(booth.fair)
    rows = Booth.objects.select_for_update(of=("self",), no_key=True).select_related("location", "producer")
    booth = rows.get(pk=booth.pk)
    booth.fair = fair
    if states and booth.state not in states:
        raise OutOfTurn(booth=booth)
    return booth


def lock_fair(fair: Fair) -> Fair:
    fair = Fair.objects.select_for_update(of=("self",), no_key=True).select_related("ward").get(pk=fair.pk)
    if fair.closed_at:
        raise FairIsClosed
    return fair


@transaction.atomic
def move(booth: Booth, state: str, *, at: datetime, actor, note: str = "", **facts) -> Booth:
    booth.state = state
    for name, value in facts.items():
        setattr(booth, name, value)
    booth.save(update_fields=["state", *facts])
    booth.steps.create(state=state, at=at, actor=actor, note=note)
    return booth
