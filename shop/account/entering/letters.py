"""The letter with the code. Its task is told the row, so that no queue keeps the digits."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from shop.account.entering.models import Code


@task
def send_code(code_id: int, language: str) -> None:
    """Nothing where the code was used or is gone."""
    code = Code.objects.filter(pk=code_id).first()
    if code is None:
        return
    with translation.override(language):
        compose(code).send()


def compose(code: Code) -> EmailMultiAlternatives:
    """The letter in the active language."""
    minutes = (code.expires_at - code.asked_at) // timedelta(minutes=1)
    context = {"digits": code.digits, "minutes": minutes, "site_owner": settings.OPERATOR}
    letter = EmailMultiAlternatives(
        subject=translation.gettext("%(digits)s is your code for Chợ OCOP") % {"digits": code.digits},
        body=render_to_string("emails/account/code.txt", context),
        to=[code.email],
    )
    letter.attach_alternative(render_to_string("emails/account/code.html", context), "text/html")
    return letter
