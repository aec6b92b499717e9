"""Goods that editors put first for some searches."""

from dataclasses import replace

from catalogue.folding import fold
from catalogue.search import remembered
from catalogue.search.models import Entry, Pin
from catalogue.search.protocol import Found
from catalogue.search.question import Question


def put_first(found: Found, question: Question) -> Found:
    """On the first page of a search with nothing else chosen. The goods pinned need not hold the words."""
    if not question.q or question.is_filtered or question.sort:
        return found
    pinned = by_words().get(fold(question.q), ())
    if not pinned:
        return found
    others = tuple(pk for pk in found.product_ids if pk not in pinned)
    return replace(found, product_ids=pinned + others, count=max(found.count, len(pinned) + len(others)), is_near=False)


def by_words() -> dict[str, tuple[int, ...]]:
    """Folded words → products, first to last; of those that may be shown. Remembered."""
    return remembered.recall("pins", (), _table, of=remembered.Of.WORDS)


def _table() -> dict[str, tuple[int, ...]]:
    """Asked in two steps: joined, SQLite would rather read through all products than through the pins."""
    pins = list(Pin.objects.values_list("folded", "product_id"))
    shown = set(
        Entry.objects.shown().filter(pk__in={product_id for __, product_id in pins}).values_list("pk", flat=True)
    )
    table: dict[str, tuple[int, ...]] = {}
    for words, product_id in pins:
        if product_id in shown:
            table[words] = (*table.get(words, ()), product_id)
    return table
