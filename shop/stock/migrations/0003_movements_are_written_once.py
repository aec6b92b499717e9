"""The database itself refuses to change or delete a movement.

Only forgetting who did it is allowed (`actor` becomes empty when a user is deleted). A later
migration that rebuilds the table on SQLite loses these triggers and must plant them again.
"""

from django.db import migrations

from shop.triggers import planting

POSTGRESQL = [
    """
    CREATE FUNCTION stock_movement_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.actor_id IS NULL THEN
            OLD.actor_id := NULL;
            IF OLD IS NOT DISTINCT FROM NEW THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'A movement is written once' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER stock_movement_is_written_once BEFORE UPDATE OR DELETE ON stock_movement
    FOR EACH ROW EXECUTE FUNCTION stock_movement_is_written_once()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER stock_movement_is_written_once ON stock_movement",
    "DROP FUNCTION stock_movement_is_written_once()",
]
SQLITE = [
    """
    CREATE TRIGGER stock_movement_is_not_deleted BEFORE DELETE ON stock_movement
    BEGIN SELECT RAISE(ABORT, 'A movement is written once'); END
    """,
    """
    CREATE TRIGGER stock_movement_is_not_changed
    BEFORE UPDATE OF id, location_id, lot_id, quantity, kind, source_key, happened_at, recorded_at, reason
    ON stock_movement
    BEGIN SELECT RAISE(ABORT, 'A movement is written once'); END
    """,
    """
    CREATE TRIGGER stock_movement_keeps_its_actor BEFORE UPDATE OF actor_id ON stock_movement
    WHEN NEW.actor_id IS NOT NULL AND NEW.actor_id IS NOT OLD.actor_id
    BEGIN SELECT RAISE(ABORT, 'A movement is written once'); END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER stock_movement_is_not_deleted",
    "DROP TRIGGER stock_movement_is_not_changed",
    "DROP TRIGGER stock_movement_keeps_its_actor",
]


MAKE = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
UNDO = {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK}


class Migration(migrations.Migration):
    dependencies = [("stock", "0002_counts")]

    operations = [planting(MAKE, undo=UNDO)]
