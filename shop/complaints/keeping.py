"""What is kept of a person's complaints: those written with an address that the account has proven."""

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.db.models.functions import Lower

from shop.account.privacy.holdings import Told, rows
from shop.complaints.models import Complaint


def _written_by(user: User) -> QuerySet[Complaint]:
    proven = user.proven_addresses.values_list("email", flat=True)
    return Complaint.objects.annotate(written_with=Lower("email")).filter(written_with__in=list(proven))


def tell(user: User) -> Told:
    return rows(_written_by(user), "number", "kind", "name", "email", "order_number", "text", "received_at", "answer")


def forget(user: User) -> None:
    """Number, kind, days and state stay for the report; who wrote, and what, goes."""
    _written_by(user).exclude(answer="").update(answer="–")
    _written_by(user).update(name="", email="", text="–")
