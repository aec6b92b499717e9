import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.timezone import now

logger = logging.getLogger(__name__)

INTERVALS = {
    "expire_unpaid": timedelta(minutes=1),
    "search_catch_up": timedelta(minutes=1),
    "keep_promises": timedelta(minutes=5),
    "refresh_projection": timedelta(minutes=15),
    "refresh_entries": timedelta(hours=1),
    "reconcile_payments": timedelta(hours=1),
    "tell_waiting": timedelta(hours=1),
    "lapse_certificates": timedelta(days=1),
    "turn_changes": timedelta(hours=1),
}


class Timetable:
    """Which commands are due. A command that failed is due again at its next interval."""

    def __init__(self, intervals: dict[str, timedelta], do: Callable[[str], object]):
        self.intervals = intervals
        self.do = do
        self.last_run: dict[str, datetime] = {}

    def due(self, at: datetime) -> list[str]:
        return [
            name
            for name, interval in self.intervals.items()
            if name not in self.last_run or at - self.last_run[name] >= interval
        ]

    def run(self, name: str, at: datetime) -> None:
        self.last_run[name] = at
        try:
            self.do(name)
        except Exception:
            logger.exception("%s failed", name)


class Command(BaseCommand):
    help = "Run what is done by the clock, until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run each command once and end")

    def handle(self, *, once, **options):
        # Nobody watches a progress bar here.
        timetable = Timetable(INTERVALS, partial(call_command, verbosity=0, stdout=self.stdout))
        while True:
            for name in timetable.due(now()):
                close_old_connections()
                timetable.run(name, now())
            if once:
                return
            time.sleep(5)
