"""PostgreSQL: a column of full text that the server keeps, and trigrams of the joined words."""

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from catalogue.search.reading.asking import Expression

WEIGHTS = {"title": "A", "maker": "B", "place": "C"}
OF_THEIR_OWN = ("thing", "typed", "codes")
# Below this share of common trigrams nothing is looked at; what is then found is compared letter by letter.
LEAST_ALIKE = 0.35

STATEMENTS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """ALTER TABLE search_words ADD COLUMN IF NOT EXISTS full_text tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', maker), 'B') ||
        setweight(to_tsvector('simple', place), 'C') || setweight(to_tsvector('simple', about || codes), 'D')
    ) STORED""",
    *(
        f"ALTER TABLE search_words ADD COLUMN IF NOT EXISTS {column}_text tsvector "
        f"GENERATED ALWAYS AS (to_tsvector('simple', {column})) STORED"
        for column in OF_THEIR_OWN
    ),
    "CREATE INDEX IF NOT EXISTS search_full_text ON search_words USING gin (full_text)",
    *(
        f"CREATE INDEX IF NOT EXISTS search_{column}_text ON search_words USING gin ({column}_text)"
        for column in OF_THEIR_OWN
    ),
    "CREATE INDEX IF NOT EXISTS search_nearness ON search_words USING gin (joined gin_trgm_ops)",
)


def install() -> None:
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)


def holding(expression: Expression) -> RawSQL:
    """Keys of entries that hold the expression."""
    asked: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for group in expression:
        by_vector: dict[str, str] = {}
        for column, words, is_beginning in group:
            vector = f"{column}_text" if column in OF_THEIR_OWN else "full_text"
            phrase = _phrase(column, words, is_beginning)
            by_vector[vector] = f"{by_vector[vector]} | {phrase}" if vector in by_vector else phrase
        asked.setdefault(tuple(by_vector), []).append(by_vector)
    conditions: list[str] = []
    queries: list[str] = []
    for vectors, groups in asked.items():
        # Groups of one and the same vector are one question to it.
        questions = groups if len(vectors) > 1 else [{vectors[0]: " & ".join(f"({one[vectors[0]]})" for one in groups)}]
        for question in questions:
            conditions.append(" OR ".join(f"{vector} @@ to_tsquery('simple', %s)" for vector in question))
            queries += question.values()
    sql = f"SELECT entry_id FROM search_words WHERE ({') AND ('.join(conditions)})"  # noqa: S608 names of ours
    return RawSQL(sql, queries)  # noqa: S611 likewise


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
    weight = WEIGHTS.get(column, "")
    marks = [weight] * len(words)
    marks[-1] = ("*" if is_beginning else "") + weight
    return "<->".join(f"{word}:{mark}" if mark else word for word, mark in zip(words, marks, strict=True))
