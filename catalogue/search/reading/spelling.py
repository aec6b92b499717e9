"""How far one spelling is from another."""


def slips(typed: str, text: str) -> int:
    """The fewest letters to change, add or drop for `typed` to stand somewhere in `text` (Sellers, 1980).

    >>> slips("nuocmamcuake", "nuocmamcuakhe hoptacxa"), slips("tra", "che")
    (1, 3)
    """
    row = [0] * (len(text) + 1)
    for wanted in typed:
        diagonal, row[0] = row[0], row[0] + 1
        for at, letter in enumerate(text, start=1):
            diagonal, row[at] = row[at], min(diagonal + (letter != wanted), row[at] + 1, row[at - 1] + 1)
    return min(row)


def slips_allowed(typed: str) -> int:
    """One in five letters, at least one; words of three letters or fewer must be right."""
    return 0 if len(typed) <= 3 else max(1, len(typed) // 5)
