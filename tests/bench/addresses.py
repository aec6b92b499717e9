"""What both shops are asked: the same pages, of the same goods, for the same words."""

import json
import sys
from urllib.parse import quote

PAGES = ("catalogue", "category", "product", "search")
# Of every kind: a thing, with and without accents, two words, a quality, a place.
WORDS = (
    "nước mắm", "mật ong", "chè xanh", "cà phê", "gạo nếp", "bưởi da xanh", "hạt tiêu", "miến dong", "chiếu cói",
    "nem chua", "nón lá", "Ba Đình",
)  # fmt: skip
MOST_PRODUCTS = 40
DEEPEST_PAGE = 6


def spread(found, most: int = MOST_PRODUCTS) -> list:
    """Some of an ordered queryset, from its first to its last."""
    keys = list(found.values_list("pk", flat=True))
    return list(found.filter(pk__in=keys[:: max(1, len(keys) // most)][:most]))


def say(*, catalogue: str, categories: list[str], products: list[str], search: str) -> None:
    """Print, on a line of its own, page → addresses."""
    asked = {
        "catalogue": [catalogue, *(f"{catalogue}?page={number}" for number in range(2, DEEPEST_PAGE + 1))],
        "category": categories,
        "product": products,
        "search": [f"{search}?q={quote(words)}" for words in WORDS],
    }
    sys.stdout.write(json.dumps(asked) + "\n")
