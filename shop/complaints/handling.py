"""The two deeds: take a complaint in, answer it. Each sends its letter once the transaction stands."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shop.complaints import letters
from shop.complaints.models import Complaint


class AlreadyAnswered(Exception):
    """Somebody was quicker."""

    sentence = _("Somebody answered it before you. That answer was sent and stands; nothing was changed now.")


@transaction.atomic
def receive(
    *, kind: str, text: str, name: str, email: str, language: str, order_number: str, at: datetime
) -> Complaint:
    complaint = Complaint.objects.create(
        kind=kind, text=text, name=name, email=email, language=language, order_number=order_number, received_at=at
    )
    transaction.on_commit(partial(letters.send.enqueue, letters.RECEIVED, complaint.pk))
    return complaint


@transaction.atomic
def answer(*, complaint: Complaint, text: str, by, at: datetime) -> None:
    """Raises AlreadyAnswered."""
    waiting = Complaint.objects.filter(pk=complaint.pk, state=Complaint.State.RECEIVED)
    if not waiting.update(state=Complaint.State.ANSWERED, answer=text, answered_at=at, answered_by=by):
        raise AlreadyAnswered
    complaint.refresh_from_db()
    transaction.on_commit(partial(letters.send.enqueue, letters.ANSWERED, complaint.pk))
