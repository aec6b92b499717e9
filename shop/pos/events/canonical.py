"""JSON in one form, so that both sides hash the same bytes.

RFC 8785 (https://www.rfc-editor.org/rfc/rfc8785) for what counters send: names in ASCII, whole numbers, no fractions.
"""

import json
from hashlib import sha256
from typing import Any


def canonical(said: Any) -> bytes:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Half of a pair of surrogates (an emoji cut in two): JSON.stringify escapes it, and UTF-8 knows no such letter.
    return text.encode("utf-8", "backslashreplace")


def hash_of(event: dict[str, Any]) -> str:
    """SHA-256, in hex, of an event without its own `hash`."""
    return sha256(canonical({name: value for name, value in event.items() if name != "hash"})).hexdigest()
