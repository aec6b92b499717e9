"""Two letters: whether this address wants to be told, and that the goods are back."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from shop.waiting.models import Waiting


@task
def ask_first(waiting_id: int) -> None:
    """Nothing where it has been confirmed or ended meanwhile."""
    waiting = Waiting.objects.select_related("product").filter(pk=waiting_id, confirmed_at=None).first()
    if waiting is None:
        return
    with translation.override(waiting.language):
        _write(
            waiting,
            kind="waiting_first",
            subject=_("Shall we tell you when %(product)s is back?"),
            action=_("Yes or no"),
            address=reverse("waiting_letter", args=[waiting.token]),
        )


def tell_back(waiting: Waiting) -> None:
    """Send at once; raises where it cannot be sent."""
    with translation.override(waiting.language):
        _write(
            waiting,
            kind="waiting_back",
            subject=_("%(product)s is back"),
            action=_("Look at it"),
            address=waiting.product.canonical.get_absolute_url(),
        )


def _write(waiting: Waiting, *, kind: str, subject: str, action: str, address: str) -> None:
    title = waiting.product.get_title()
    context = {
        "product": title,
        "action": action,
        "action_url": f"{settings.BASE_URL}{address}",
        "site_owner": settings.OPERATOR,
    }
    letter = EmailMultiAlternatives(
        subject=subject % {"product": title},
        body=render_to_string(f"emails/account/{kind}.txt", context),
        to=[waiting.email],
    )
    letter.attach_alternative(render_to_string(f"emails/account/{kind}.html", context), "text/html")
    letter.send()
