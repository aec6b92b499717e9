from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command

from catalogue.certification.lapsing import lapsing
from tests.factories import a_certificate, a_product

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def ending_in(days, **facts):
    return a_certificate(
        facts.pop("product", None) or a_product(stars=None),
        issued_on=TODAY - timedelta(days=900),
        expires_on=TODAY + timedelta(days=days),
        **facts,
    )


def test_each_certificate_is_told_once_at_its_horizon():
    ends = {days: ending_in(days) for days in (-2, -1, 0, 30, 31, 90, 91, 180, 181)}

    found = lapsing(day=TODAY)

    assert found.lapsed == [ends[-1]]
    assert found.within == {30: [ends[0], ends[30]], 90: [ends[31], ends[90]], 180: [ends[91], ends[180]]}


def test_an_extension_counts_and_a_revoked_one_does_not():
    extended = ending_in(-10, extended_until=TODAY + timedelta(days=5))
    ending_in(5, revoked_on=TODAY, revoked_because="Hồ sơ giả")

    assert lapsing(day=TODAY).within == {30: [extended], 90: [], 180: []}


def test_a_product_certified_anew_needs_no_reminder():
    old = ending_in(10)
    ending_in(900, product=old.product)

    assert lapsing(day=TODAY).within[30] == []


def test_the_command_says_the_same_each_time(capsys):
    ending_in(-1, number="48-1")
    ending_in(12, number="48-2")

    with time_machine.travel("2026-11-23 08:00+07:00"):
        call_command("lapse_certificates")
        first = capsys.readouterr().out
        call_command("lapse_certificates")

    assert capsys.readouterr().out == first
    assert [line.split("  Nước")[0].rstrip() for line in first.splitlines()] == [
        "Lapsed today (23/11/2026): 1",
        "  22/11/2026  48-1",
        "Within 30 days: 1",
        "  05/12/2026  48-2",
        "Within 90 days: 0",
        "Within 180 days: 0",
    ]
