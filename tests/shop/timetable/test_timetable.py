from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command, get_commands

from shop.timetable.management.commands.timetable import INTERVALS, Timetable

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_every_command_of_the_timetable_exists():
    assert set(INTERVALS) - set(get_commands()) == set()


def test_a_command_is_due_at_once_and_again_after_its_interval():
    ran = []
    clock = Timetable({"often": timedelta(minutes=1), "daily": timedelta(days=1)}, ran.append)

    for minutes in (0, 0.5, 1):
        at = NOON + timedelta(minutes=minutes)
        for name in clock.due(at):
            clock.run(name, at)

    assert ran == ["often", "daily", "often"]


def test_a_failing_command_stops_no_other(caplog):
    def fail(name):
        raise RuntimeError(name)

    clock = Timetable({"often": timedelta(minutes=1)}, fail)

    clock.run("often", NOON)

    assert (clock.due(NOON), clock.due(NOON + timedelta(minutes=1))) == ([], ["often"])
    assert "often failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_each_command_runs_once_and_draws_no_bars(capsys):
    call_command("timetable", once=True)

    said = capsys.readouterr()
    assert ("expired 0" in said.out, "asked 0" in said.out, "Lapsed today" in said.out) == (True, True, True)
    assert said.err == ""
