"""JSON-LD as it may stand in a script element of a page."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

SCHEMA = "https://schema.org"
# Nothing in the data may close the script element or open a comment.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_json_ld(said: dict[str, Any]) -> SafeString:
    text = json.dumps({"@context": SCHEMA} | said, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(text)  # noqa: S308 escaped above


def known(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in facts.items() if value}
