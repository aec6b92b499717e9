from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from shop.stock import ledger
from shop.stock.exceptions import WrittenOnce
from shop.stock.models import Movement
from tests.factories import a_location, a_lot, a_member_of_staff, a_product
from tests.shop.stock.orders import AT

pytestmark = pytest.mark.django_db
guard = import_module("shop.stock.migrations.0003_movements_are_written_once")


@pytest.fixture
def movement():
    return ledger.receive(
        lot=a_lot(a_product()),
        location=a_location(),
        quantity=5,
        source_key="paper 1",
        at=AT,
        actor=a_member_of_staff(),
    )


@pytest.fixture
def guarded(movement):
    """The triggers, as the migration makes them; a migrated database has them already."""
    with connection.cursor() as cursor:
        catalogue = "pg_trigger WHERE tgname" if connection.vendor == "postgresql" else "sqlite_master WHERE name"
        cursor.execute(f"SELECT 1 FROM {catalogue} LIKE 'stock_movement_is%%'", [])  # noqa: S608
        is_there = cursor.fetchone()
    if not is_there:
        for statement in {"postgresql": guard.POSTGRESQL, "sqlite": guard.SQLITE}[connection.vendor]:
            with connection.cursor() as cursor:
                cursor.execute(statement)
    return movement


@pytest.mark.parametrize(
    "deed",
    [
        lambda movement: movement.save(),
        lambda movement: movement.delete(),
        lambda movement: Movement.objects.update(quantity=6),
        lambda movement: Movement.objects.all().delete(),
    ],
)
def test_a_movement_is_neither_changed_nor_deleted(movement, deed):
    with pytest.raises(WrittenOnce):
        deed(movement)

    assert list(Movement.objects.values_list("quantity", flat=True)) == [5]


CHANGES = [
    "UPDATE stock_movement SET quantity = 6",
    "UPDATE stock_movement SET reason = 'other'",
    "UPDATE stock_movement SET actor_id = {other}",
    "DELETE FROM stock_movement",
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_it_too(guarded, change):
    change = change.format(other=a_member_of_staff().pk)

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Movement.objects.get().quantity == 5


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a migrated database has the triggers")
@pytest.mark.parametrize("change", CHANGES)
def test_without_the_triggers_it_would_not(movement, change):
    change = change.format(other=a_member_of_staff().pk)

    with connection.cursor() as cursor:
        cursor.execute(change)

    assert cursor.rowcount == 1


def test_who_did_it_may_be_forgotten(guarded):
    guarded.actor.delete()

    assert Movement.objects.get().actor is None


@pytest.mark.postgres
def test_a_migrated_postgres_has_the_triggers(movement):
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        QuerySet(Movement).update(quantity=6)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL flush is TRUNCATE, see docs/decisions")
def test_the_ledger_cannot_be_flushed_away(guarded):
    with pytest.raises(CommandError), transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)

    assert list(Movement.objects.all()) == [guarded]
