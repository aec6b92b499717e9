from datetime import date, timedelta

import pytest

from catalogue.certification.exceptions import (
    AlreadyRevoked,
    ExtensionOutOfBounds,
    NoRulebook,
    NumberTaken,
    RevocationWithoutReason,
    RevokedBeforeIssued,
    SizeHasNoCertificate,
    StarsWithoutCertificate,
)
from catalogue.certification.life import extend, issue, months_after, revoke
from catalogue.certification.models import Certificate
from catalogue.evaluation.loading import load
from tests.factories import a_product

pytestmark = pytest.mark.django_db

ISSUED = date(2026, 8, 12)


@pytest.fixture(autouse=True)
def _law(db):
    load()


def a_new_certificate(product=None, **facts):
    facts = {
        "number": "48-20794-001-2026",
        "stars": 4,
        "decision": "1234/QĐ-UBND",
        "authority": "UBND thành phố Đà Nẵng",
        "issued_on": ISSUED,
    } | facts
    return issue(product=product or a_product(stars=None), **facts)


def test_a_certificate_holds_36_months_to_the_day():
    certificate = a_new_certificate()

    assert certificate.expires_on == date(2029, 8, 12)
    assert certificate.product.certificate_on(date(2029, 8, 12)) == certificate


@pytest.mark.parametrize("stars", [0, 1, 2, 6, -3])
def test_other_than_three_to_five_stars_get_no_certificate(stars):
    with pytest.raises(StarsWithoutCertificate) as refusal:
        a_new_certificate(stars=stars)

    assert refusal.value.stars == stars
    assert Certificate.objects.count() == 0


def test_a_number_is_given_once_however_it_is_written():
    a_new_certificate(number="48-AB-001")

    with pytest.raises(NumberTaken) as refusal:
        a_new_certificate(number="48-ab-001")

    assert refusal.value.number == "48-ab-001"
    assert Certificate.objects.count() == 1


def test_a_day_without_a_decision_in_force_certifies_nothing():
    with pytest.raises(NoRulebook) as refusal:
        a_new_certificate(issued_on=date(2018, 1, 1))

    assert refusal.value.day == date(2018, 1, 1)


def test_a_size_has_no_certificate_of_its_own():
    parent = a_product(structure="parent", stars=None)
    size = a_product(structure="child", parent=parent, producer=None, product_class=None, stars=None)

    with pytest.raises(SizeHasNoCertificate):
        a_new_certificate(product=size)


def test_an_extension_lasts_180_days_at_most():
    certificate = a_new_certificate()
    end, latest = date(2029, 8, 12), date(2029, 8, 12) + timedelta(days=180)

    assert extend(certificate=certificate, until=latest).valid_until == latest
    for until in (end, end - timedelta(days=1), latest + timedelta(days=1)):
        with pytest.raises(ExtensionOutOfBounds) as refusal:
            extend(certificate=certificate, until=until)
        assert (refusal.value.until, refusal.value.after, refusal.value.latest) == (until, end, latest)


def test_a_certificate_that_ended_before_the_rule_cannot_be_extended():
    certificate = a_new_certificate(issued_on=date(2023, 5, 21))

    with pytest.raises(ExtensionOutOfBounds) as refusal:
        extend(certificate=certificate, until=date(2026, 5, 22))

    assert refusal.value.latest == date(2026, 5, 21)


def test_a_revoked_certificate_says_when_and_why():
    certificate = a_new_certificate()

    revoke(certificate=certificate, on=date(2026, 10, 1), because="  Ngừng sản xuất ")

    certificate.refresh_from_db()
    assert (certificate.revoked_on, certificate.revoked_because) == (date(2026, 10, 1), "Ngừng sản xuất")


def test_revoking_needs_a_reason_and_a_day_of_its_life():
    certificate = a_new_certificate()

    with pytest.raises(RevocationWithoutReason):
        revoke(certificate=certificate, on=ISSUED, because="  ")
    with pytest.raises(RevokedBeforeIssued):
        revoke(certificate=certificate, on=ISSUED - timedelta(days=1), because="Hồ sơ giả")

    certificate.refresh_from_db()
    assert certificate.revoked_on is None


def test_a_revoked_certificate_stays_as_it_is():
    certificate = a_new_certificate()
    revoke(certificate=certificate, on=date(2026, 10, 1), because="Hồ sơ giả")

    with pytest.raises(AlreadyRevoked) as refusal:
        revoke(certificate=certificate, on=date(2026, 11, 1), because="Lý do khác")
    with pytest.raises(AlreadyRevoked):
        extend(certificate=certificate, until=date(2029, 9, 1))

    assert refusal.value.on == date(2026, 10, 1)
    certificate.refresh_from_db()
    assert (certificate.revoked_because, certificate.extended_until) == ("Hồ sơ giả", None)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 36, date(2029, 11, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day, months, then):
    assert months_after(day, months) == then
