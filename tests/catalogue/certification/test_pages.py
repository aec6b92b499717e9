from datetime import date

import pytest
import time_machine
from django.utils.html import escape

from tests.factories import a_certificate, a_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

NUMBER = "48-20794-001-2026"
FACTS = {"number": NUMBER, "issued_on": date(2026, 6, 1), "expires_on": date(2026, 6, 5)}


def page_on(client, day, **facts):
    a_certificate(a_product(stars=None), **(FACTS | facts))
    with time_machine.travel(f"{day} 09:00+07:00"):
        return client.get(f"/en/certificates/{NUMBER}/")


@pytest.mark.parametrize(
    ("day", "facts", "verdict", "explanation"),
    [
        ("2026-06-05", {}, "In force", "Valid today, up to and including 05/06/2026."),
        ("2026-05-31", {}, "Not yet in force", "It comes into force on 01/06/2026."),
        ("2026-06-06", {}, "Has run out", "Its last day was 05/06/2026."),
        (
            "2026-06-06",
            {"extended_until": date(2026, 6, 20)},
            "In force, extended",
            "Its term ended on 05/06/2026. It stays in force until 20/06/2026",
        ),
        (
            "2026-06-03",
            {"revoked_on": date(2026, 6, 2), "revoked_because": "Ngừng sản xuất <b>"},
            "Withdrawn",
            escape("Withdrawn on 02/06/2026: Ngừng sản xuất <b>"),
        ),
    ],
)
def test_the_page_tells_plainly_what_a_certificate_is_worth_today(client, day, facts, verdict, explanation):
    page = page_on(client, day, **facts)

    body = page.content.decode()
    assert page.status_code == 200
    assert f"</svg>{verdict}</p>" in body
    assert explanation in body
    assert "UBND thành phố Đà Nẵng" in body


def test_the_vietnamese_address_answers_too(client):
    a_certificate(a_product(stars=None), **FACTS)

    assert client.get(f"/chung-nhan/{NUMBER}/").status_code == 200


def test_a_number_may_be_typed_in_small_letters_and_hold_a_slash(client):
    a_certificate(a_product(stars=None), **(FACTS | {"number": "12/CN-OCOP"}))

    page = client.get("/chung-nhan/12/cn-ocop/")

    assert page.status_code == 200
    assert "12/CN-OCOP" in page.content.decode()


def test_an_unknown_number_says_what_to_check(client):
    page = client.get("/en/certificates/48-<script>/")

    body = page.content.decode()
    assert page.status_code == 404
    assert "We know no certificate with this number" in body
    assert "Compare every digit and dash with the paper." in body
    assert "48-<script>" not in body


def test_the_form_leads_to_the_page_of_a_number(client):
    answer = client.get("/en/certificates/", {"number": f" {NUMBER} "})

    assert (answer.status_code, answer["Location"]) == (302, f"/en/certificates/{NUMBER}/")
    assert client.get("/en/certificates/").status_code == 200


@pytest.mark.parametrize("deed", ["post", "put", "delete"])
def test_the_page_is_only_read(client, deed):
    assert getattr(client, deed)(f"/chung-nhan/{NUMBER}/").status_code == 405
