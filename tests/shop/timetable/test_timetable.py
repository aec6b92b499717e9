from datetime import UTC, datetime, timedelta

from django.core.management import get_commands

from shop.timetable.management.commands import timetable
from shop.timetable.management.commands.timetable import INTERVALS, Timetable

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_every_command_of_the_timetable_exists():
    assert set(INTERVALS) - set(get_commands()) == set()


def test_a_command_is_due_at_once_and_again_after_its_interval(monkeypatch):
    ran = []
    monkeypatch.setattr(timetable, "call_command", ran.append)
    clock = Timetable({"often": timedelta(minutes=1), "daily": timedelta(days=1)})

    for minutes in (0, 0.5, 1):
        at = NOON + timedelta(minutes=minutes)
        for name in clock.due(at):
            clock.run(name, at)

    assert ran == ["often", "daily", "often"]


def test_a_failing_command_stops_no_other(monkeypatch, caplog):
    def fail(name):
        raise RuntimeError(name)

    monkeypatch.setattr(timetable, "call_command", fail)
    clock = Timetable({"often": timedelta(minutes=1)})

    clock.run("often", NOON)

    assert (clock.due(NOON), clock.due(NOON + timedelta(minutes=1))) == ([], ["often"])
    assert "often failed" in caplog.text
