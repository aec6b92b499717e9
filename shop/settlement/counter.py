"""Sales and refunds at counters, as `pos` tells of them."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from shop.pos.models import RefundLine, SaleLine
from shop.settlement import accruing
from shop.settlement.models import Accrual

KEY = "counter:line:"


def after_sales(lines: Sequence[SaleLine]) -> None:
    accruing.sold(
        [
            accruing.Sold(
                source_key=f"{KEY}{line.pk}",
                channel=Accrual.Channel.COUNTER,
                location=line.sale.location,
                lot=line.lot,
                quantity=line.quantity,
                gross=line.amount,
                at=line.sale.happened_at,
            )
            for line in lines
        ]
    )


def after_refunds(lines: Sequence[RefundLine]) -> None:
    keys = [f"{KEY}{line.line_id}" for line in lines]
    sales = {row.source_key: row for row in Accrual.objects.filter(source_key__in=keys)}
    accruing.given_back(
        [
            accruing.GivenBack(
                source_key=f"counter:refund:{line.pk}",
                of=sales[key],
                units=line.quantity,
                gross=line.amount,
                at=line.refund.happened_at,
            )
            for line, key in zip(lines, keys, strict=True)
        ]
    )


def counter_sales() -> Counter[tuple[int, int]]:
    """What the counters' books say for each (producer, location), from sales and refunds alone. For the audit."""
    sums: Counter[tuple[int, int]] = Counter()
    for rows, sign, product, place in (
        (SaleLine.objects, 1, "product", "sale__location"),
        # Wherever it is given back, it is taken off where it was sold.
        (RefundLine.objects, -1, "line__product", "line__sale__location"),
    ):
        maker = Coalesce(f"{product}__producer", f"{product}__parent__producer")
        summed = rows.order_by().annotate(maker=maker, place=F(place)).values_list("maker", "place")
        for producer, location, dong in summed.annotate(dong=Sum("amount")):
            sums[producer, location] += sign * dong
    return sums
