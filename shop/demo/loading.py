"""The stages of the demonstration, each safe to repeat."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings

from catalogue.models import Product
from catalogue.search.entries import refreshing
from shop.demo import fairs, goods, ground, makers, orders, papers, people, pictures, points, shelves
from shop.demo.counters import days
from shop.demo.people import NewUser

Track = Callable[[Iterable, str], Iterable]


class NotInProduction(Exception):
    """The demonstration was asked for where real goods are sold."""

    def __str__(self) -> str:
        return (
            "The demonstration is refused where ENVIRONMENT=production: it would put invented goods, orders and "
            "users beside real ones. Nothing was written."
        )


def untracked(things: Iterable, name: str) -> Iterable:
    return things


def refuse_in_production() -> None:
    if settings.ENVIRONMENT == "production":
        raise NotInProduction


def load(*, at: datetime, with_pictures: bool = True, track: Track = untracked) -> list[NewUser]:
    """Write what is missing. Returns the users made now, with their passwords, which nobody can read later.

    `track(things, name)` gives the same things and may draw a progress bar. Raises NotInProduction.
    """
    refuse_in_production()
    stages: list[Callable[..., Any]] = [
        ground.build, makers.build, goods.build, papers.build, points.build, shelves.build,
    ]  # fmt: skip
    for stage in stages:
        stage(at=at, track=track)
    if with_pictures:
        pictures.build(at=at, track=track)
    made = people.build(at=at, track=track)
    fairs.build(at=at, track=track)
    orders.build(at=at, track=track)
    days.build(at=at, track=track)
    refreshing.refresh(Product.objects.values_list("pk", flat=True))
    return made
