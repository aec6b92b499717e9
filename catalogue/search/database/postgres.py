"""PostgreSQL: a column of full text that the server keeps, and trigrams of the joined words."""

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

COLUMNS = {"title": "A", "maker": "B", "place": "C"}
# Below this share of common trigrams nothing is looked at; what is then found is compared letter by letter.
LEAST_ALIKE = 0.35

STATEMENTS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """ALTER TABLE search_words ADD COLUMN IF NOT EXISTS full_text tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', maker), 'B') ||
        setweight(to_tsvector('simple', place), 'C') || setweight(to_tsvector('simple', about || codes), 'D')
    ) STORED""",
    "CREATE INDEX IF NOT EXISTS search_full_text ON search_words USING gin (full_text)",
    "CREATE INDEX IF NOT EXISTS search_nearness ON search_words USING gin (joined gin_trgm_ops)",
)


def install() -> None:
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)


def holding(expression: list) -> RawSQL:
    """Keys of entries that hold the expression; see `asking.expression_of`."""
    asked = " & ".join(f"({' | '.join(_phrase(*alternative) for alternative in group)})" for group in expression)
    return RawSQL(
        "SELECT entry_id FROM search_words WHERE full_text @@ to_tsquery('simple', %s)",
        [asked],
    )


@transaction.atomic
def near(joined: str, most: int) -> list[tuple[int, str]]:
    """(key, joined words) of the entries that share the most groups of three letters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LEAST_ALIKE)])
        cursor.execute(
            "SELECT entry_id, joined FROM search_words WHERE %s <%% joined "
            "ORDER BY word_similarity(%s, joined) DESC, entry_id LIMIT %s",
            [joined, joined, most],
        )
        return cursor.fetchall()


def _phrase(column: str, words: tuple[str, ...], is_beginning: bool) -> str:
    weight = COLUMNS.get(column, "")
    marks = [weight] * len(words)
    marks[-1] = ("*" if is_beginning else "") + weight
    return "<->".join(f"{word}:{mark}" if mark else word for word, mark in zip(words, marks, strict=True))
