"""What a buyer is told about paying, on the order's page and in its first letter."""

from django.conf import settings
from django.utils.translation import gettext as _

from shop.order.models import Order
from shop.payment.attempts import House
from shop.payment.houses import vietqr
from themes.templatetags.theme import dong


def transfer_of(order: Order) -> list[tuple[str, str, str]]:
    """[(label, as shown, as copied)] of the bank transfer that pays the order."""
    memo, total = vietqr.memo_for(order), int(order.total_incl_tax)
    return [
        (_("Amount"), dong(total), str(total)),
        (_("Memo"), memo, memo),
        (_("Account"), settings.VIETQR_ACCOUNT, settings.VIETQR_ACCOUNT),
        (_("Bank"), settings.VIETQR_BANK_NAME, ""),
        (_("Account holder"), settings.VIETQR_ACCOUNT_NAME, ""),
    ]


def how_to_pay(order: Order) -> dict:
    """For the letter: the transfer's words, where the order is paid by transfer."""
    if order.pays_by != House.VIETQR:
        return {}
    return {"transfer": [(label, shown) for label, shown, copied in transfer_of(order)]}
