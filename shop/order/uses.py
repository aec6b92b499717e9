"""What an order uses of offers and codes: counted when it is placed, given back when it is cancelled unfilled.

Rows are locked in one order everywhere, before any balance: codes by key, then offers by key.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from oscar.core.loading import get_model

from shop.offer import limits
from shop.order.models import Order

Offer = get_model("offer", "ConditionalOffer")
Voucher, VoucherApplication = get_model("voucher", "Voucher"), get_model("voucher", "VoucherApplication")


def lock(basket) -> None:
    """Whatever may lower this basket's price: what is read of it afterwards stays true until the order stands."""
    codes = Voucher.objects.filter(pk__in=basket.vouchers.order_by().values("pk")).order_by("pk")
    by_code = Q(pk__in=codes.order_by().values("offers"))
    offers = Offer.objects.filter(Q(offer_type=Offer.SITE, status=Offer.OPEN) | by_code).order_by("pk")
    for rows in (codes, offers):
        list(rows.select_for_update(no_key=True))


def count(order: Order) -> None:
    """Raises shop.offer.exceptions.UsedUp where others were quicker."""
    reductions = list(order.discounts.all())
    _note_codes(order, reductions)
    for given in _by_offer(reductions):
        limits.use(given.offer_id, times=given.frequency, amount=int(given.amount))


def take_again(order: Order) -> None:
    """The order lives again at the price that was promised."""
    reductions = list(order.discounts.all())
    _note_codes(order, reductions)
    for given in _by_offer(reductions):
        limits.use_anyway(given.offer_id, times=given.frequency, amount=int(given.amount))


def give_back(order: Order) -> None:
    """Twice would be too much: for whoever turns an order into a cancelled one."""
    reductions = list(order.discounts.all())
    for voucher_id, amount in _by_code(reductions):
        Voucher.objects.filter(pk=voucher_id).update(
            num_orders=Greatest(F("num_orders") - 1, Value(0)),
            total_discount=Greatest(F("total_discount") - amount, Value(0)),
        )
    if reductions:
        VoucherApplication.objects.filter(order=order).delete()
    for given in _by_offer(reductions):
        limits.give_back(given.offer_id, times=given.frequency, amount=int(given.amount))


def _note_codes(order: Order, reductions: list) -> None:
    """Those that lowered the price, and that nobody has deleted since."""
    for voucher_id, amount in _by_code(reductions):
        more = {"num_orders": F("num_orders") + 1, "total_discount": F("total_discount") + amount}
        if Voucher.objects.filter(pk=voucher_id).update(**more):
            VoucherApplication.objects.create(voucher_id=voucher_id, order=order, user_id=order.user_id)


def _by_code(reductions: Iterable) -> list[tuple[int, int]]:
    amounts: Counter[int] = Counter()
    for given in reductions:
        if given.voucher_id:
            amounts[given.voucher_id] += int(given.amount)
    return sorted(amounts.items())


def _by_offer(reductions: Iterable) -> list:
    return sorted((given for given in reductions if given.offer_id), key=lambda given: given.offer_id)
