"""Codes that lower the price: taken up, given up, and looked at again when the order is placed."""

import re

from django.db import transaction
from django.utils.translation import gettext as _
from oscar.apps.voucher.models import Voucher
from oscar.core.loading import get_class

from shop.basket.exceptions import CannotChange
from shop.basket.models import Basket
from shop.offer.applicator import codes_in

Applicator = get_class("offer.applicator", "Applicator")

LOOKS_LIKE_A_CODE = re.compile(r"[\w.-]{1,128}")


@transaction.atomic
def redeem(*, basket: Basket, code: str, user) -> Voucher:
    """Let a code lower the price of this basket. Raises CannotChange where it does not."""
    code = code.strip().upper()
    voucher = Voucher.objects.filter(code=code).first() if LOOKS_LIKE_A_CODE.fullmatch(code) else None
    if basket.id is None or basket.is_empty:
        raise CannotChange(_("There is nothing in your basket yet. Put goods in first, then use the code."))
    if voucher is None or not voucher.offers.exists():
        raise CannotChange(_("We know no such code. Look at how it is written. Your basket is as it was."))
    if refusal := _refusal(voucher, user):
        raise CannotChange(refusal)
    basket.vouchers.add(voucher)
    basket.reset_offer_applications()
    Applicator().apply(basket, user)
    if (voucher, True) not in taken_up(basket):
        raise CannotChange(
            _("Code %(code)s does not lower the price of what is in your basket. Your basket is as it was.")
            % {"code": voucher.code}
        )
    return voucher


@transaction.atomic
def give_up(*, basket: Basket, voucher_id: int) -> Voucher:
    """Raises CannotChange where the basket has no such code."""
    voucher = basket.vouchers.filter(pk=voucher_id).first() if basket.id else None
    if voucher is None:
        raise CannotChange(_("That code is not in your basket any more. Nothing was changed."))
    basket.vouchers.remove(voucher)
    basket.reset_offer_applications()
    return voucher


def taken_up(basket: Basket) -> list[tuple[Voucher, bool]]:
    """[(voucher, does it lower the price of what is in the basket now)]"""
    lowering = {given["voucher"].pk for given in basket.voucher_discounts}
    return [(voucher, voucher.pk in lowering) for voucher in codes_in(basket)]


def drop_unusable(*, basket: Basket, user) -> None:
    """Let go the basket's codes that have run out or were used meanwhile.

    Those that are for one order, or for one of each account, are locked until the order stands.
    """
    held = codes_in(basket)
    counted = [voucher.pk for voucher in held if voucher.usage != Voucher.MULTI_USE]
    if counted:
        list(Voucher.objects.select_for_update(no_key=True).filter(pk__in=counted).order_by("pk"))
    for voucher in held:
        if _refusal(voucher, user):
            basket.vouchers.remove(voucher)


def _refusal(voucher: Voucher, user) -> str:
    """Why this person may not use the code now; empty where they may."""
    words = {"code": voucher.code}
    if voucher.is_expired():
        return _("Code %(code)s has run out. Your basket is as it was.") % words
    if not voucher.is_active():
        return _("Code %(code)s is not valid yet. Your basket is as it was.") % words
    if voucher.is_available_to_user(user)[0]:
        return ""
    if voucher.usage == Voucher.ONCE_PER_CUSTOMER and not user.is_authenticated:
        return _("Code %(code)s is for people with an account. Sign in, then use it.") % words
    return _("Code %(code)s has been used already. Your basket is as it was.") % words
