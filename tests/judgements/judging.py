"""Queries with their grades, and how well an engine's answer agrees with them."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log2
from statistics import mean

from catalogue.data import rows
from tests.bench.market import Goods

FOLDER = "tests.judgements.data"
FIRST, PAGE = 10, 24
LIKE_IT, WOULD_DO = 2, 1
MEANT = 3


@dataclass(frozen=True)
class Query:
    """`grades`: SKU → 1 to 3. Typed in NFD where its kind is "decomposed"."""

    words: str
    kind: str
    grades: Mapping[str, int]

    @property
    def typed(self) -> str:
        return unicodedata.normalize("NFD" if self.kind == "decomposed" else "NFC", self.words)


@dataclass(frozen=True)
class Judged:
    query: Query
    ndcg: float
    recall: float
    found: list[str]


def of_demo(file: str = "demo.csv") -> list[Query]:
    return [Query(row["query"], row["kind"], _numbered(row["grades"])) for row in rows(file, folder=FOLDER)]


def of_market(goods: Iterable[Goods], province_of: Callable[[Goods], str], file: str = "market.csv") -> list[Query]:
    """What meets all that was meant is graded 3; the thing itself, but of another quality, 1.

    A market of this size may not have what a query means: then no order is better than another, and it is not judged.
    """
    goods = list(goods)
    queries = (Query(row["query"], row["kind"], _meeting(row, goods, province_of)) for row in rows(file, folder=FOLDER))
    return [query for query in queries if any(grade >= LIKE_IT for grade in query.grades.values())]


def judge(query: Query, found: list[str]) -> Judged:
    """`found`: SKUs in the order shown."""
    ideal = sorted(query.grades.values(), reverse=True)
    wanted = [sku for sku, grade in query.grades.items() if grade >= LIKE_IT]
    first_page = [sku for sku in found[:PAGE] if sku in wanted]
    return Judged(
        query=query,
        ndcg=_gain(query.grades.get(sku, 0) for sku in found) / _gain(ideal),
        recall=len(first_page) / min(PAGE, len(wanted)),
        found=found,
    )


def by_kind(judged: Iterable[Judged]) -> dict[str, tuple[int, float, float]]:
    """Kind → (queries, mean nDCG@10, mean recall on the first page), and "all" of them."""
    kinds: dict[str, list[Judged]] = {}
    for each in judged:
        for kind in (each.query.kind, "all"):
            kinds.setdefault(kind, []).append(each)
    return {
        kind: (len(some), mean(each.ndcg for each in some), mean(each.recall for each in some))
        for kind, some in kinds.items()
    }


def _numbered(grades: str) -> dict[str, int]:
    """ "1:3 2:2" → {"OCOP-001": 3, "OCOP-002": 2}"""
    pairs = (pair.split(":") for pair in grades.split())
    return {f"OCOP-{int(number):03d}": int(grade) for number, grade in pairs}


def _meeting(row: Mapping[str, str], goods: list[Goods], province_of: Callable[[Goods], str]) -> dict[str, int]:
    grades = {}
    for each in goods:
        facts = {
            "good": each.kind["good"],
            "quality": each.quality,
            "place": each.maker.ward.short_name,
            "province": province_of(each),
        }
        missed = [name for name, fact in facts.items() if row[name] and row[name] != fact]
        if not missed:
            grades[each.sku] = MEANT
        elif missed == ["quality"]:
            grades[each.sku] = WOULD_DO
    return grades


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(list(grades)[:FIRST]))
