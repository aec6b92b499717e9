"""What a reader has seen of the changes, as something to come back with.

A row is numbered before its transaction commits, so on PostgreSQL "all beyond number n" would skip whoever commits
late. There a moment is the snapshot in which was read, and what that snapshot did not see is new, whenever it was
numbered. https://www.postgresql.org/docs/15/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
SQLite has one writer at a time: numbers rise as transactions commit, and the last one is the moment.
"""

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from shop.pos.changes.models import Change

TABLE = Change._meta.db_table
# The first condition only lets the index help: whatever is older than the oldest then running, the snapshot has seen.
UNSEEN = (
    f"{TABLE}.writer >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint "
    f"AND NOT pg_visible_in_snapshot({TABLE}.writer::text::xid8, %s::pg_snapshot)"
)
# Another cluster, another database in it, or the same one brought back to a point in time.
ERA = """
    SELECT system_identifier || '-' || (SELECT timeline_id FROM pg_control_checkpoint())
        || '-' || (SELECT oid FROM pg_database WHERE datname = current_database())
    FROM pg_control_system()
"""
MAY_TELL = """
    SELECT has_function_privilege('pg_control_system()', 'execute')
        AND has_function_privilege('pg_control_checkpoint()', 'execute')
"""


def present() -> str:
    if connection.vendor == "postgresql":
        return _ask("SELECT pg_current_snapshot()::text")
    return str(_ask(f"SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '{TABLE}'"))  # noqa: S608 ours alone


def unseen(moment: str) -> QuerySet[Change]:
    """What a reader of that moment has not seen, oldest number first."""
    changes = Change.objects.order_by("pk")
    if connection.vendor == "postgresql":
        return changes.filter(RawSQL(UNSEEN, (moment, moment), output_field=BooleanField()))  # noqa: S611 ours alone
    return changes.filter(pk__gt=int(moment))


def is_past(moment: str) -> bool:
    """False where the books were put back to before that moment, as far as they can tell."""
    if connection.vendor == "postgresql":
        return _ask("SELECT pg_snapshot_xmax(%s::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())", [moment])
    return int(moment) <= int(present())


def era() -> str:
    """Changes where the database is another, or was restored. "" where it cannot tell."""
    if connection.vendor == "postgresql" and _ask(MAY_TELL):
        return _ask(ERA)
    return ""


def _ask(question: str, told=None):
    with connection.cursor() as cursor:
        cursor.execute(question, told)
        return cursor.fetchone()[0]
