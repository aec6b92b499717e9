"""Makers' names as people write them where there is little room."""

LETTERS = {
    "Hợp tác xã": "HTX",
    "Tổ hợp tác": "THT",
    "Công ty TNHH": "Cty TNHH",
    "Công ty cổ phần": "Cty CP",
    "Hộ kinh doanh": "HKD",
}


def shortened(name: str) -> str:
    """The legal form in letters where the name begins with it; other names as they are."""
    for words, letters in LETTERS.items():
        if name.startswith(f"{words} "):
            return letters + name.removeprefix(words)
    return name
