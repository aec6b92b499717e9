"""Putting into a basket, changing how many, taking out. What comes from a form is text, and may be anything."""

import re
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from catalogue.models import Product
from shop.basket.exceptions import CannotChange
from shop.basket.models import Basket, Line

FEW_DIGITS = re.compile(r"[0-9]{1,6}", re.ASCII)


@transaction.atomic
def put_in(*, basket: Basket, product_id: int, quantity: str, at: datetime) -> Line:
    """Put more units of a product, or of a size, into the basket. Raises CannotChange."""
    units = _read(quantity)
    product = _goods(localdate(at)).filter(pk=product_id).first()
    if product is None:
        raise CannotChange(_("This product is not sold here any more. Your basket is as it was."))
    held = sum(line.quantity for line in basket.all_lines() if line.product_id == product.pk)
    _refuse_unless_buyable(product, basket.strategy.fetch_for_product(product).availability, held + units, held)
    _refuse_too_many(basket.num_items + units)
    line, __ = basket.add_product(product, units)
    return line


@transaction.atomic
def change(*, basket: Basket, line_id: int, quantity: str) -> Line:
    """Have so many units on a line. Raises CannotChange."""
    units = _read(quantity)
    line = _line(basket, line_id)
    _refuse_unless_buyable(line.product, line.purchase_info.availability, units, 0)
    _refuse_too_many(basket.num_items - line.quantity + units)
    line.quantity = units
    line.save()
    basket.reset_offer_applications()
    return line


@transaction.atomic
def take_out(*, basket: Basket, line_id: int) -> Line:
    """Raises CannotChange where the basket has no such line."""
    line = _line(basket, line_id)
    basket.lines.filter(pk=line.pk).delete()
    basket.reset_offer_applications()
    return line


def _goods(day: date):
    return Product.objects.with_gate(day).prefetch_related("stockrecords")


def _read(quantity: str) -> int:
    units = int(quantity) if FEW_DIGITS.fullmatch(quantity.strip()) else 0
    if not 1 <= units <= settings.OSCAR_MAX_BASKET_QUANTITY_THRESHOLD:
        raise CannotChange(
            _("Write how many as a whole number from 1 to %(most)d. Your basket is as it was.")
            % {"most": settings.OSCAR_MAX_BASKET_QUANTITY_THRESHOLD}
        )
    return units


def _line(basket: Basket, line_id: int) -> Line:
    line = next((line for line in basket.all_lines() if line.pk == line_id), None)
    if line is None:
        raise CannotChange(_("That line is not in your basket any more. Nothing was changed."))
    return line


def _refuse_unless_buyable(product: Product, availability, units: int, held: int) -> None:
    is_permitted, why = availability.is_purchase_permitted(units)
    if is_permitted:
        return
    if held and availability.is_purchase_permitted(1)[0]:
        why = _("Only %(left)d left, and your basket holds %(held)d already.") % {
            "left": availability.left,
            "held": held,
        }
    raise CannotChange(
        _("%(product)s: %(why)s Your basket is as it was.") % {"product": product.get_title(), "why": why}
    )


def _refuse_too_many(units: int) -> None:
    most = settings.OSCAR_MAX_BASKET_QUANTITY_THRESHOLD
    if units > most:
        raise CannotChange(
            _("A basket holds at most %(most)d units. For more, please call us. Your basket is as it was.")
            % {"most": most}
        )
