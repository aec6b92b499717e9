"""The cash of a booth's counters, as their shifts tell it. Dong."""

from django.db.models import Sum

from shop.locations.models import Location
from shop.pos.models import CashMove, Shift, Tender


def has_open_shift(location: Location) -> bool:
    return Shift.objects.filter(location=location, closed_at=None).exists()


def expected(location: Location) -> int:
    """Cash sales − cash given back: what the booth hands in, beside the float that it was lent.

    Cash put into or taken out of a drawer is counted where it is said: what was taken out has been handed in before.
    """
    cash = Tender.objects.filter(kind=Tender.Kind.CASH)
    sold = _sum(cash.filter(sale__location=location))
    given_back = _sum(cash.filter(refund__location=location))
    moves = CashMove.objects.filter(shift__location=location)
    put_in = _sum(moves.filter(direction=CashMove.Direction.IN))
    taken_out = _sum(moves.filter(direction=CashMove.Direction.OUT))
    return sold - given_back + put_in - taken_out


def _sum(rows) -> int:
    return rows.aggregate(amount=Sum("amount"))["amount"] or 0
