"""Triggers that note changes, so that no way of writing goes by unheard: querysets, SQL by hand, another program.

They are planted after every `migrate`, since SQLite drops them with a table that it makes anew, and fails to make one
anew that a trigger of another names: there they go before. On PostgreSQL they stay, and so nothing is missed while an
old and a new version run side by side. A name holds a digest of what the trigger does: what has changed is replaced.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.apps import apps
from django.db import connections

from shop.pos.changes.models import Change
from shop.pos.changes.watched import WATCHED, Watch

PREFIX = "pos_change_"
TABLE = Change._meta.db_table


@dataclass(frozen=True)
class Dialect:
    differs: str
    moment: str
    writer: str
    make: Callable[[str, str, str, str], list[str]]
    drop: str
    names: str


def _on_postgresql(name: str, event: str, when: str, notes: str) -> list[str]:
    body = f"$$ BEGIN {notes}; RETURN NULL; END $$"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS {body}",
        f"CREATE TRIGGER {name} {event} FOR EACH ROW {when} EXECUTE FUNCTION {name}()",
    ]


def _on_sqlite(name: str, event: str, when: str, notes: str) -> list[str]:
    return [f"CREATE TRIGGER {name} {event} FOR EACH ROW {when} BEGIN {notes}; END"]


DIALECTS = {
    "postgresql": Dialect(
        differs="IS DISTINCT FROM",
        moment="now()",
        writer="pg_current_xact_id()::text::bigint",
        make=_on_postgresql,
        drop="DROP FUNCTION {} CASCADE",
        names=f"SELECT proname FROM pg_proc WHERE starts_with(proname, '{PREFIX}')",  # noqa: S608 names of ours
    ),
    "sqlite": Dialect(
        differs="IS NOT",
        moment="strftime('%Y-%m-%d %H:%M:%f', 'now')",
        writer="0",
        make=_on_sqlite,
        drop="DROP TRIGGER {}",
        names=f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{PREFIX}%'",  # noqa: S608 names of ours
    ),
}


def make_room(*, using: str, **kwargs) -> None:
    """Before migrating."""
    if connections[using].vendor == "sqlite":
        uproot(using)


def plant_after_migrating(*, using: str, **kwargs) -> None:
    plant(using)


def plant(using: str = "default") -> None:
    """Make the triggers that are missing, where their tables are there. May be run again."""
    connection = connections[using]
    dialect, tables = DIALECTS[connection.vendor], set(connection.introspection.table_names())
    wanted = dict(_triggers(dialect, tables)) if TABLE in tables else {}
    with connection.cursor() as cursor:
        cursor.execute(dialect.names)
        there = {name for (name,) in cursor.fetchall()}
        for name in there - set(wanted):
            cursor.execute(dialect.drop.format(name))
        for name in set(wanted) - there:
            for statement in wanted[name]:
                cursor.execute(statement)


def uproot(using: str = "default") -> None:
    connection = connections[using]
    dialect = DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(dialect.names)
        for (name,) in cursor.fetchall():
            cursor.execute(dialect.drop.format(name))


def as_written_now(kind: str, keys: Iterable[int], using: str = "default") -> None:
    """Note by hand what no row says: as a trigger would, in this transaction."""
    connection = connections[using]
    dialect = DIALECTS[connection.vendor]
    note = (
        f"INSERT INTO {TABLE} (kind, key, location, recorded_at, writer) "
        f"SELECT %s, %s, NULL, {dialect.moment}, {dialect.writer}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(note, [(kind, key) for key in keys])


def _triggers(dialect: Dialect, tables: set[str]) -> Iterator[tuple[str, list[str]]]:
    for watch in WATCHED:
        table = apps.get_model(watch.model)._meta.db_table
        for deed in watch.on if table in tables else ():
            event, when = f"AFTER {deed} ON {table}", _when(watch, deed, dialect)
            notes = "; ".join(_notes(watch, deed, dialect))
            digest = sha256(f"{event} {when} {notes}".encode()).hexdigest()[:10]
            name = f"{PREFIX}{table[:35]}_{digest}"
            yield name, dialect.make(name, event, when, notes)


def _notes(watch: Watch, deed: str, dialect: Dialect) -> Iterator[str]:
    """What the row is called now, and what it was called where that is something else."""

    def said(row: str) -> str:
        place = f'{row}."{watch.location}"' if watch.location else "NULL"
        return (
            f"INSERT INTO {TABLE} (kind, key, location, recorded_at, writer) "
            f"SELECT '{watch.kind}', {row}.\"{watch.key}\", {place}, {dialect.moment}, {dialect.writer}"
        )

    yield said("OLD" if deed == "DELETE" else "NEW")
    if deed == "UPDATE":
        named = [watch.key, watch.location] if watch.location else [watch.key]
        yield f"{said('OLD')} WHERE {_differing(named, dialect)}"


def _when(watch: Watch, deed: str, dialect: Dialect) -> str:
    if deed != "UPDATE" or not watch.news:
        return ""
    return f"WHEN ({_differing(watch.news, dialect)})"


def _differing(columns: Iterable[str], dialect: Dialect) -> str:
    return " OR ".join(f'OLD."{column}" {dialect.differs} NEW."{column}"' for column in columns)
