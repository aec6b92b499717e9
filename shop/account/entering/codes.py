"""A code by letter: asked for, then told back in the same browser within ten minutes."""

from datetime import datetime, timedelta
from functools import partial
from hmac import compare_digest

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shop.account.entering import letters
from shop.account.entering.limits import CODES_FROM, CODES_TO_ADDRESS, GUESSES_FROM
from shop.account.entering.models import MOST_TRIES, Code

MINUTES = 10


class WrongCode(Exception):
    sentence = _("This is not the code of the newest letter, or it is too old. Look again, or ask for a new one.")


def ask(*, email: str, caller: str, at: datetime) -> Code:
    """Send a code to an address, whoever's it is. Raises NotNow."""
    CODES_FROM.count(caller)
    CODES_TO_ADDRESS.count(email)
    with transaction.atomic():
        Code.objects.filter(expires_at__lte=at).delete()
        code = Code.objects.create(email=email.lower(), asked_at=at, expires_at=at + timedelta(minutes=MINUTES))
        transaction.on_commit(partial(letters.send_code.enqueue, code.pk, translation.get_language() or "vi"))
    return code


def redeem(*, code_id: int, digits: str, caller: str, at: datetime) -> str:
    """The address that is now proven; the code is used up. Raises WrongCode or NotNow."""
    GUESSES_FROM.count(caller)
    open_codes = Code.objects.filter(pk=code_id, expires_at__gt=at, tries__lt=MOST_TRIES)
    if not open_codes.update(tries=F("tries") + 1):
        raise WrongCode
    code = Code.objects.filter(pk=code_id).first()
    if code is None or not compare_digest(code.digits.encode(), digits.encode()):
        raise WrongCode
    was_open, _deleted = Code.objects.filter(pk=code.pk).delete()
    if not was_open:
        raise WrongCode
    return code.email
