"""The database itself refuses to change or delete what a counter said; only what became of it may change.

A later migration that rebuilds the table on SQLite loses these triggers and must plant them again.
"""

from django.db import migrations

from shop.triggers import planting

SAID = (
    "id",
    "event_id",
    "device_id",
    "epoch",
    "seq",
    "type",
    "hash",
    "said",
    "happened_at",
    "received_at",
    "is_clock_off",
    "is_fork",
)
POSTGRESQL = [
    f"""
    CREATE FUNCTION pos_event_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF ({", ".join(f"OLD.{name}" for name in SAID)})
                IS NOT DISTINCT FROM ({", ".join(f"NEW.{name}" for name in SAID)}) THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'An event is written once' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER pos_event_is_written_once BEFORE UPDATE OR DELETE ON pos_event
    FOR EACH ROW EXECUTE FUNCTION pos_event_is_written_once()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER pos_event_is_written_once ON pos_event",
    "DROP FUNCTION pos_event_is_written_once()",
]
SQLITE = [
    """
    CREATE TRIGGER pos_event_is_not_deleted BEFORE DELETE ON pos_event
    BEGIN SELECT RAISE(ABORT, 'An event is written once'); END
    """,
    f"""
    CREATE TRIGGER pos_event_is_not_changed BEFORE UPDATE OF {", ".join(SAID)} ON pos_event
    BEGIN SELECT RAISE(ABORT, 'An event is written once'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER pos_event_is_not_deleted", "DROP TRIGGER pos_event_is_not_changed"]


MAKE = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
UNDO = {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK}


class Migration(migrations.Migration):
    dependencies = [("pos", "0001_sales_shifts_and_events")]

    operations = [planting(MAKE, undo=UNDO)]
