"""An order, its lines and what lowered them, written down: one statement for each table, however many lines."""

from decimal import Decimal

from django.contrib.auth.models import AnonymousUser, User
from oscar.apps.order.signals import order_placed
from oscar.core.loading import get_class, get_model

from shop.order.models import Line, Order

OrderNumberGenerator = get_class("order.utils", "OrderNumberGenerator")
OrderDiscount, OrderLineDiscount = get_model("order", "OrderDiscount"), get_model("order", "OrderLineDiscount")


def write_down(*, basket, user: User | None, shipping: int, **facts) -> tuple[Order, list[Line]]:
    """The order of a basket at its prices and with the offers applied to it. `shipping`: dong; `facts`: its own fields.

    Oscar allocates on the stock record as it writes lines; our goods are held by `stock.reservations`.
    """
    fee = Decimal(shipping)
    order = Order.objects.create(
        basket=basket,
        user=user,
        number=str(OrderNumberGenerator().order_number(basket)),
        currency=basket.currency,
        total_incl_tax=basket.total_incl_tax + fee,
        total_excl_tax=basket.total_excl_tax + fee,
        shipping_incl_tax=fee,
        shipping_excl_tax=fee,
        shipping_code="parcels",
        **facts,
    )
    lines = Line.objects.bulk_create(_line(order, line) for line in basket.all_lines())
    if basket.offer_applications:
        _reductions(order, basket, lines)
    order_placed.send(sender=Order, order=order, user=user or AnonymousUser())
    return order, lines


def _line(order: Order, line) -> Line:
    stock_record = line.stockrecord
    return Line(
        order=order,
        partner=stock_record.partner,
        partner_name=stock_record.partner.name,
        partner_sku=stock_record.partner_sku,
        stockrecord=stock_record,
        product=line.product,
        title=line.product.get_title(),
        upc=line.product.upc,
        quantity=line.quantity,
        line_price_excl_tax=line.line_price_excl_tax_incl_discounts,
        line_price_incl_tax=line.line_price_incl_tax_incl_discounts,
        line_price_before_discounts_excl_tax=line.line_price_excl_tax,
        line_price_before_discounts_incl_tax=line.line_price_incl_tax,
        unit_price_incl_tax=line.unit_price_incl_tax,
        unit_price_excl_tax=line.unit_price_excl_tax,
        tax_code=line.tax_code,
        num_allocated=0,
    )


def _reductions(order: Order, basket, lines: list[Line]) -> None:
    """Each offer's sum, and each line's part of it. Of a unit's part nothing is written: it is no whole number."""
    given = {
        applied["offer"].pk: OrderDiscount(
            order=order,
            offer_id=applied["offer"].pk,
            offer_name=applied["name"],
            voucher_id=applied["voucher"] and applied["voucher"].pk,
            voucher_code=applied["voucher"].code if applied["voucher"] else "",
            frequency=applied["freq"],
            amount=applied["discount"],
        )
        for applied in basket.offer_applications
    }
    OrderDiscount.objects.bulk_create(given.values())
    OrderLineDiscount.objects.bulk_create(
        OrderLineDiscount(
            line=written, order_discount=given[part.offer.pk], is_incl_tax=part.incl_tax, amount=part.amount
        )
        for line, written in zip(basket.all_lines(), lines, strict=True)
        for part in line.discounts
        if part.offer.pk in given
    )
