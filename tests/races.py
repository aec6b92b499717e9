"""Deeds done at once, each in a thread and a connection of its own, that meet where they must, at whatever speed."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from django.db import connection

PATIENCE_SECONDS = 240


def at_once(*deeds: Callable[[], object]) -> list:
    """Their answers, or what they raised, in order. Who waits for a lock does so however long it takes."""
    connection.close()  # the pool has one for each of eight deeds, and none beside

    def done(deed):
        try:
            _patience_for_locks("SET lock_timeout = 0")
            return deed()
        except Exception as fault:
            return fault
        finally:
            _patience_for_locks("RESET lock_timeout")
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [future.result(timeout=PATIENCE_SECONDS) for future in [pool.submit(done, deed) for deed in deeds]]


def _patience_for_locks(told: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(told)


class Meeting:
    """`come()` goes on once so many have come, or where a lock keeps the others away."""

    def __init__(self, of: int):
        self.of, self.here, self.mutex = of, 0, Lock()

    def come(self) -> None:
        with self.mutex:
            self.here += 1
        wait_until(lambda: self.here >= self.of or somebody_waits_for_a_lock())


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction the first answer would stand
        cursor.execute("SELECT wait_event_type FROM pg_stat_activity WHERE datname = current_database()")
        return ("Lock",) in cursor.fetchall()


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.01)
