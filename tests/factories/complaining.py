"""Complaints as the form takes them in."""

from django.utils.timezone import now

from shop.complaints.handling import receive
from shop.complaints.models import Complaint

GIVEN = {
    "kind": "goods",
    "order_number": "100001",
    "text": "Chai mắm vỡ.",
    "name": "Trần Thị Hoa",
    "email": "hoa@example.com",
}


def a_complaint(**facts) -> Complaint:
    return receive(**GIVEN | {"language": "vi", "at": now()} | facts)
