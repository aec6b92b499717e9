"""Deadlocks and lost races are tried again, a few times, by whoever opens the transaction."""

import sqlite3
from collections.abc import Callable
from functools import wraps
from random import uniform
from time import sleep
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

RETRIES = 3
PAUSE_SECONDS = 0.05
# https://www.postgresql.org/docs/15/errcodes-appendix.html: serialization_failure, deadlock_detected
PASSING_STATES = {"40001", "40P01"}
LOCK_NOT_AVAILABLE = "55P03"

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def retried(deed: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Do a deed again after a deadlock, a serialisation failure or SQLite's "database is locked".

    Stands above `@transaction.atomic`. Inside somebody else's transaction it does the deed once,
    because there the whole transaction is lost. A lock timeout is not tried again: 3 s were enough.
    """

    @wraps(deed)
    def tried(*args: Asked.args, **asked: Asked.kwargs) -> Answer:
        left = 0 if connection.in_atomic_block else RETRIES
        while True:
            try:
                return deed(*args, **asked)
            except OperationalError as fault:
                if not left or not is_passing(fault):
                    raise
            left -= 1
            sleep(PAUSE_SECONDS * uniform(0.5, 1.5) * (RETRIES - left))  # noqa: S311

    return tried


def is_passing(fault: OperationalError) -> bool:
    """Whether the same deed may well succeed a moment later."""
    cause = fault.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # the low byte: BUSY_SNAPSHOT and its kin too
    return getattr(cause, "sqlstate", None) in PASSING_STATES


def waited_too_long(fault: OperationalError) -> bool:
    """Whether PostgreSQL's lock_timeout ended it: nothing was written, and whoever asked may ask again."""
    return getattr(fault.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE
