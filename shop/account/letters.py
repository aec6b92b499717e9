"""Letters about an account, in the language of the visitor who caused them."""

from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from oscar.apps.customer.utils import get_password_reset_url
from oscar.core.compat import get_user_model

RESET, PASSWORD_CHANGED, EMAIL_CHANGED = "reset", "password_changed", "email_changed"

SUBJECTS = {
    RESET: _("Set a new password"),
    PASSWORD_CHANGED: _("Your password was changed"),
    EMAIL_CHANGED: _("The e-mail of your account was changed"),
}


def send(kind: str, user, *, to: str = "", new_email: str = "") -> None:
    """Once the present transaction stands. `to`: another address than the account's, e.g. the one it had."""
    facts = (kind, user.pk, to or user.email, new_email, translation.get_language())
    transaction.on_commit(partial(write.enqueue, *facts))


@task
def write(kind: str, user_id: int, to: str, new_email: str, language: str) -> None:
    user = get_user_model().objects.get(pk=user_id)
    with translation.override(language):
        compose(kind, user, to=to, new_email=new_email).send()


def compose(kind: str, user, *, to: str, new_email: str = "") -> EmailMultiAlternatives:
    """The letter in the active language. Its link is built from BASE_URL, never from what a request claims."""
    context = {
        "user": user,
        "new_email": new_email,
        "site_owner": settings.OPERATOR,
        "action_url": f"{settings.BASE_URL}{get_password_reset_url(user)}",
        "action": translation.gettext("Set a new password"),
    }
    letter = EmailMultiAlternatives(
        subject=str(SUBJECTS[kind]), body=render_to_string(f"emails/account/{kind}.txt", context), to=[to]
    )
    letter.attach_alternative(render_to_string(f"emails/account/{kind}.html", context), "text/html")
    return letter
