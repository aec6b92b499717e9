"""`valid_on` in SQL and `state_on` in Python are one rule said twice; here they are held to each other."""

from datetime import date, timedelta
from itertools import product as combinations

import pytest
from django.db import IntegrityError, transaction

from catalogue.certification.models import Certificate
from tests.factories import a_certificate, a_product

pytestmark = pytest.mark.django_db

ISSUED, EXPIRES, EXTENDED = date(2026, 6, 1), date(2026, 6, 5), date(2026, 6, 8)
DAYS = [ISSUED + timedelta(days=n) for n in range(-2, 12)]


def certificates_of_every_shape():
    """Each with and without an extension, revoked on each day it could be."""
    goods = a_product(stars=None)
    for extended, revoked in combinations((None, EXTENDED), (None, *[day for day in DAYS if day >= ISSUED])):
        yield a_certificate(
            goods,
            issued_on=ISSUED,
            expires_on=EXPIRES,
            extended_until=extended,
            revoked_on=revoked,
            revoked_because="Hồ sơ giả" if revoked else "",
        )


def test_sql_and_python_agree_on_every_day_of_every_shape():
    shapes = list(certificates_of_every_shape())

    for day in DAYS:
        by_sql = set(Certificate.objects.valid_on(day))
        by_python = {shape for shape in shapes if shape.state_on(day) == Certificate.State.VALID}
        assert by_sql == by_python, day
    assert len(shapes) == 26


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (ISSUED - timedelta(days=1), "not_yet"),
        (ISSUED, "valid"),
        (EXPIRES, "valid"),
        (EXPIRES + timedelta(days=1), "lapsed"),
    ],
)
def test_the_first_and_last_day_count(day, state):
    certificate = a_certificate(a_product(stars=None), issued_on=ISSUED, expires_on=EXPIRES)

    assert certificate.state_on(day) == state
    assert Certificate.objects.valid_on(day).exists() == (state == "valid")


def test_an_extension_moves_the_last_day():
    certificate = a_certificate(a_product(stars=None), issued_on=ISSUED, expires_on=EXPIRES, extended_until=EXTENDED)

    assert [certificate.state_on(day) for day in (EXTENDED, EXTENDED + timedelta(days=1))] == ["valid", "lapsed"]


def test_revoked_counts_from_its_day_and_not_before():
    day = EXPIRES - timedelta(days=1)
    certificate = a_certificate(
        a_product(stars=None), issued_on=ISSUED, expires_on=EXPIRES, revoked_on=day, revoked_because="Hồ sơ giả"
    )

    assert [certificate.state_on(day - timedelta(days=1)), certificate.state_on(day)] == ["valid", "revoked"]
    assert certificate.state_on(EXPIRES + timedelta(days=400)) == "revoked"


@pytest.mark.parametrize(
    "facts",
    [
        {"stars": 2},
        {"stars": 6},
        {"expires_on": ISSUED},
        {"extended_until": EXPIRES},
        {"revoked_on": ISSUED},
        {"revoked_because": "không có ngày"},
        {"revoked_on": ISSUED - timedelta(days=1), "revoked_because": "Hồ sơ giả"},
    ],
)
def test_the_database_refuses_what_no_certificate_can_be(facts):
    goods = a_product(stars=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_certificate(goods, **({"issued_on": ISSUED, "expires_on": EXPIRES} | facts))
