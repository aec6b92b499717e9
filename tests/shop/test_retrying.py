import sqlite3
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError

from shop import retrying


def failing(cause, *, times):
    """A deed that fails so often and then says done; its list counts the calls."""
    calls = []

    def deed():
        calls.append(1)
        if len(calls) <= times:
            raise OperationalError("refused") from cause
        return "done"

    return deed, calls


def busy() -> sqlite3.OperationalError:
    fault = sqlite3.OperationalError("database is locked")
    fault.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
    return fault


@pytest.fixture(autouse=True)
def outside_transactions(monkeypatch):
    monkeypatch.setattr(retrying, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(retrying, "connection", SimpleNamespace(in_atomic_block=False))


PASSING = [psycopg.errors.DeadlockDetected(), psycopg.errors.SerializationFailure(), busy()]


@pytest.mark.parametrize("cause", PASSING, ids=repr)
def test_a_lost_race_is_run_again_three_times(cause):
    deed, calls = failing(cause, times=3)

    assert retrying.retried(deed)() == "done"
    assert len(calls) == 4


def test_a_fourth_loss_is_told():
    deed, calls = failing(psycopg.errors.DeadlockDetected(), times=4)

    with pytest.raises(OperationalError):
        retrying.retried(deed)()

    assert len(calls) == 4


@pytest.mark.parametrize("cause", [psycopg.errors.LockNotAvailable(), sqlite3.OperationalError("no such table"), None])
def test_other_faults_are_told_at_once(cause):
    if isinstance(cause, sqlite3.OperationalError):
        cause.sqlite_errorcode = sqlite3.SQLITE_ERROR
    deed, calls = failing(cause, times=1)

    with pytest.raises(OperationalError):
        retrying.retried(deed)()

    assert len(calls) == 1


def test_inside_a_transaction_the_deed_is_done_once(monkeypatch):
    monkeypatch.setattr(retrying, "connection", SimpleNamespace(in_atomic_block=True))
    deed, calls = failing(psycopg.errors.DeadlockDetected(), times=1)

    with pytest.raises(OperationalError):
        retrying.retried(deed)()

    assert len(calls) == 1
