"""Places by key, as facets and filters want them. Remembered: they change by law, not by trade."""

from django.db.models import Q

from catalogue.folding import fold
from catalogue.places.models import Province, Ward
from catalogue.search import remembered
from catalogue.search.question import Question


def provinces() -> dict[int, tuple[str, str]]:
    """Today's provinces: (code, short name) by key, in the alphabet's order."""
    return remembered.recall("provinces", (), _provinces, of=remembered.Of.WORDS)


def wards(question: Question) -> dict[int, tuple[str, str]]:
    """(code, name) by key of the wards asked for and of those in the provinces asked for, in the alphabet's order."""
    asked = (question.province, question.ward)
    return remembered.recall("wards", asked, lambda: _wards(*asked), of=remembered.Of.WORDS) if any(asked) else {}


def keys_of(codes: tuple[str, ...], known: dict[int, tuple[str, str]]) -> list[int]:
    return [key for key, (code, __) in known.items() if code in codes]


def _provinces() -> dict[int, tuple[str, str]]:
    named = Province.objects.current().values_list("pk", "code", "short_name")
    return {key: (code, name) for key, code, name in sorted(named, key=lambda one: fold(one[2]))}


def _wards(provinces: tuple[str, ...], wards: tuple[str, ...]) -> dict[int, tuple[str, str]]:
    asked = Ward.objects.current().filter(Q(province__code__in=provinces) | Q(code__in=wards))
    return {key: (code, name) for key, code, name in asked.order_by("folded", "code").values_list("pk", "code", "name")}
