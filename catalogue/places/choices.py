"""Places as forms offer them."""

from catalogue.folding import fold
from catalogue.places.models import Province, Ward


def provinces() -> list[tuple[str, str]]:
    """(code, short name) of today's provinces, in the order of the short names without accents."""
    return sorted(Province.objects.current().values_list("code", "short_name"), key=lambda each: fold(each[1]))


def wards(*, province_code: str, text: str = "") -> list[dict[str, str]]:
    """Today's wards of a province whose names hold the text, typed with or without accents.

    Each as {code, name, folded}. An unknown province has none.
    """
    units = Ward.objects.current().filter(province__code=province_code, province__valid_to=None)
    if text.strip():
        units = units.named_like(text)
    return list(units.order_by("folded", "code").values("code", "name", "folded"))
