"""Rooms above that keep books of orders hear when goods went or came back and when money went back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

# Called inside the transaction, under the order's lock: `follow(order=…, at=…)`.
followers: list[Callable[..., Any]] = []


def tell(*, order, at: datetime) -> None:
    for follow in followers:
        follow(order=order, at=at)
