"""What stands on a paper, as a person reads it."""

import re
from io import BytesIO

from pypdf import PdfReader

AMOUNT = re.compile(r"([-−]?\d{1,3}(?:\.\d{3})*)\s*[₫đ]")


def words_of(paper: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).split())


def dong_on(words: str) -> list[int]:
    """Every amount, in the order in which it stands there."""
    return [int(amount.replace("−", "-").replace(".", "")) for amount in AMOUNT.findall(words)]
