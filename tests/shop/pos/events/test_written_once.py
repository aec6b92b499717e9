"""What a counter said is neither changed nor deleted, by whatever way."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from shop.pos.models import Event
from tests.factories.telling import a_counter

pytestmark = pytest.mark.django_db
guard = import_module("shop.pos.migrations.0002_events_are_written_once")
WAYS = [
    "UPDATE pos_event SET said = '{}'",
    "UPDATE pos_event SET seq = 2",
    "UPDATE pos_event SET happened_at = received_at",
    "DELETE FROM pos_event",
]


@pytest.fixture
def event():
    counter = a_counter()
    counter.opens(staff=404_404)
    counter.push()
    return Event.objects.get()


@pytest.fixture
def guarded(event):
    """On SQLite the tables are made without migrations; a migrated PostgreSQL has the triggers."""
    if connection.vendor == "sqlite":
        for statement in guard.SQLITE:
            with connection.cursor() as cursor:
                cursor.execute(statement)
    return event


@pytest.mark.parametrize("way", WAYS)
def test_the_database_refuses(guarded, way):
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(way, [])

    assert Event.objects.get().said == guarded.said


@pytest.mark.postgres
@pytest.mark.parametrize("way", WAYS)
def test_a_migrated_postgres_refuses(event, way):
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(way, [])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a migrated database has the triggers")
@pytest.mark.parametrize("way", WAYS)
def test_without_the_triggers_it_would_not(event, way):
    with connection.cursor() as cursor:
        cursor.execute(way, [])

    assert cursor.rowcount == 1


def test_what_became_of_it_may_change(guarded):
    guarded.set_aside("forked", "seen by a person")
    guarded.save(update_fields=["state", "code", "detail"])

    assert Event.objects.get().code == "forked"
