"""SQLite: two FTS5 tables that read from the table of words, kept in step by triggers."""

from django.db import connection
from django.db.models.expressions import RawSQL

from catalogue.search.reading.asking import Expression

FULL_TEXT = ("search_full_text", "title, thing, maker, place, about, codes, typed", "unicode61 remove_diacritics 0")
NEARNESS = ("search_nearness", "joined", "trigram")


def install() -> None:
    known = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table, columns, tokenizer in (FULL_TEXT, NEARNESS):
            for statement in _statements(table, columns, tokenizer):
                cursor.execute(statement)
            if table not in known:
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")  # noqa: S608 names of ours


def holding(expression: Expression) -> RawSQL:
    """Keys of entries that hold the expression."""
    return RawSQL(
        "SELECT rowid FROM search_full_text WHERE search_full_text MATCH %s",
        [_all(expression)],
    )


def near(joined: str, most: int) -> list[tuple[int, str]]:
    """(key, joined words) of the entries that share the most groups of three letters."""
    groups = {joined[at : at + 3] for at in range(len(joined) - 2)}
    if not groups:
        return []
    asked = " OR ".join(f'"{group}"' for group in sorted(groups))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid, joined FROM search_nearness WHERE search_nearness MATCH %s ORDER BY rank LIMIT %s",
            [asked, most],
        )
        return cursor.fetchall()


def _all(expression: list) -> str:
    return " AND ".join(f"({_any(group)})" for group in expression)


def _any(group: list) -> str:
    return " OR ".join(_phrase(*alternative) for alternative in group)


def _phrase(column: str, words: tuple[str, ...], is_beginning: bool) -> str:
    return f'{column + " : " if column else ""}"{" ".join(words)}"{"*" if is_beginning else ""}'


def _statements(table: str, columns: str, tokenizer: str):
    new = ", ".join(f"new.{column}" for column in columns.split(", "))
    old = ", ".join(f"old.{column}" for column in columns.split(", "))
    add = f"INSERT INTO {table}(rowid, {columns}) VALUES (new.entry_id, {new});"  # noqa: S608 names of ours
    drop = f"INSERT INTO {table}({table}, rowid, {columns}) VALUES ('delete', old.entry_id, {old});"  # noqa: S608 likewise
    yield (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5("
        f"{columns}, content='search_words', content_rowid='entry_id', tokenize='{tokenizer}')"
    )
    for name, when, deeds in (
        ("added", "INSERT", add),
        ("dropped", "DELETE", drop),
        ("changed", f"UPDATE OF {columns}", drop + add),
    ):
        yield (f"CREATE TRIGGER IF NOT EXISTS {table}_{name} AFTER {when} ON search_words BEGIN {deeds} END")
