"""Letters about a complaint, in the language in which it was sent."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from shop.complaints.models import Complaint

RECEIVED, ANSWERED = "received", "answered"
SUBJECTS = {
    RECEIVED: _("We have your complaint %(number)s"),
    ANSWERED: _("Our answer to your complaint %(number)s"),
}


@task
def send(kind: str, complaint_id: int) -> None:
    complaint = Complaint.objects.get(pk=complaint_id)
    with translation.override(complaint.language):
        compose(kind, complaint).send()


def compose(kind: str, complaint: Complaint) -> EmailMultiAlternatives:
    """The letter in the active language."""
    context = {
        "complaint": complaint,
        "site_owner": settings.OPERATOR,
        "action_url": f"{settings.BASE_URL}{complaint.get_absolute_url()}",
        "action": translation.gettext("See your complaint"),
    }
    letter = EmailMultiAlternatives(
        subject=SUBJECTS[kind] % {"number": complaint.number},
        body=render_to_string(f"emails/complaints/{kind}.txt", context),
        to=[complaint.email],
    )
    letter.attach_alternative(render_to_string(f"emails/complaints/{kind}.html", context), "text/html")
    return letter
