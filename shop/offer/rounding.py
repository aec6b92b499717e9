from decimal import ROUND_DOWN, Decimal


def whole_dong(amount: Decimal, currency: str | None = None) -> Decimal:
    """A share in whole dong, rounded down: what is left over stays with the last share, or with the price."""
    return Decimal(amount).quantize(Decimal(1), ROUND_DOWN)
