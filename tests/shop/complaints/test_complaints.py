import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse
from django.utils.timezone import now

from shop.complaints.handling import answer
from shop.complaints.models import Complaint
from tests.factories import a_member_of_staff, a_shopper
from tests.factories.complaining import GIVEN, a_complaint

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _site(site):
    """Pages stand on a site."""


def test_a_complaint_gets_a_number_a_letter_and_a_page(client):
    answer = client.post("/khieu-nai/gui/", GIVEN)

    complaint = Complaint.objects.get()
    assert re.fullmatch("KN[2-9A-Z]{12}", complaint.number)
    assert (answer.url, complaint.state, complaint.language) == (complaint.get_absolute_url(), "received", "vi")
    assert "Chai mắm vỡ." in client.get(answer.url).text
    assert [(letter.to, complaint.number in letter.body) for letter in mail.outbox] == [(["hoa@example.com"], True)]


def test_in_english_all_of_it_is_english(client):
    answer = client.post("/en/complaints/send/", GIVEN)

    assert "Somebody reads it and answers by" in client.get(answer.url).text
    assert "Its number is" in mail.outbox[0].body


@pytest.mark.parametrize("missing", ["kind", "text", "name", "email"])
def test_what_is_missing_is_asked_for_and_nothing_is_kept(client, missing):
    answer = client.post("/khieu-nai/gui/", GIVEN | {missing: ""})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [missing])
    assert Complaint.objects.count() == 0


def test_one_address_may_send_five_an_hour(client):
    answers = [client.post("/khieu-nai/gui/", GIVEN).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]
    assert Complaint.objects.count() == 5


def test_it_is_found_by_its_number_however_typed(client):
    complaint = a_complaint()
    typed = f" {complaint.number[:6].lower()} {complaint.number[6:]}"

    found = client.post("/khieu-nai/tra-cuu/", {"number": typed})
    unknown = client.post("/khieu-nai/tra-cuu/", {"number": "KN222222222222"})

    assert (found.url, unknown.status_code) == (complaint.get_absolute_url(), 422)
    assert client.get("/khieu-nai/KN222222222222/").status_code == 404


def test_it_is_answered_once(client):
    complaint, officer = a_complaint(), a_member_of_staff()
    client.force_login(officer)
    page = reverse("desk:answer-complaint", args=[complaint.number])

    first = client.post(page, {"text": "Chúng tôi gửi chai khác."})
    second = client.post(page, {"text": "Không."})

    complaint.refresh_from_db()
    assert (first.url, second.status_code) == (reverse("desk:complaints"), 200)
    assert (complaint.state, complaint.answer, complaint.answered_by) == (
        "answered",
        "Chúng tôi gửi chai khác.",
        officer,
    )
    assert [letter.body.count("Chúng tôi gửi chai khác.") for letter in mail.outbox] == [0, 1]


def test_the_desk_lists_what_waits_oldest_first_and_says_what_is_late(client):
    late = a_complaint(at=now() - timedelta(days=16))
    fresh = a_complaint()
    answer(complaint=a_complaint(), text="Xong.", by=a_member_of_staff(), at=now())
    client.force_login(a_member_of_staff())

    page = client.get(reverse("desk:complaints"))

    assert list(page.context["page_obj"]) == [late, fresh]
    assert page.text.count("Trễ") == 1


def test_whoever_does_not_moderate_reads_none(client):
    complaint = a_complaint()
    client.force_login(a_shopper())

    addresses = [reverse("desk:complaints"), reverse("desk:answer-complaint", args=[complaint.number])]
    assert [client.get(address).status_code for address in addresses] == [403, 403]


@pytest.mark.parametrize(
    "facts",
    [{"text": ""}, {"state": "answered"}, {"state": "answered", "answer": "Xong."}, {"answered_at": now()}],
    ids=["says nothing", "without an answer", "without its time", "answered and waiting"],
)
def test_the_database_refuses_a_complaint_that_cannot_be(facts):
    a_complaint()

    with pytest.raises(IntegrityError):
        Complaint.objects.update(**facts)
