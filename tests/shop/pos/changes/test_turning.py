from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate, now
from time_machine import travel

from shop.pos.changes import turning
from shop.pos.changes.cursors import KEPT
from shop.pos.changes.models import Change
from tests.factories import a_certificate, a_product
from tests.factories.counters import a_device

pytestmark = pytest.mark.django_db


def test_on_its_first_day_the_next_certificate_is_told(pull):
    today = localdate()
    product = a_product(stars=None)
    a_certificate(product, number="old", issued_on=today - timedelta(days=900), expires_on=today)
    a_certificate(product, number="new", issued_on=today + timedelta(days=1))
    device = a_device()
    rows, first = pull(device)
    assert rows["product", product.pk]["certificate"]["number"] == "old"

    with travel(now() + timedelta(days=1), tick=False):
        assert turning.turn(day=localdate()) == 1
        rows, _ = pull(device, first["cursor"])

    assert rows["product", product.pk]["certificate"]["number"] == "new"


def test_no_change_is_forgotten_that_a_cursor_may_still_ask_for():
    a_product()
    written = Change.objects.count()

    assert turning.forget(at=now() + KEPT) == 0
    assert turning.forget(at=now() + KEPT + timedelta(days=1, minutes=1)) == written
    assert not Change.objects.exists()


def test_a_counter_that_has_read_all_does_not_mind_that_it_was_forgotten(pull):
    product, device = a_product(), a_device()
    _, first = pull(device)
    turning.forget(at=now() + KEPT + timedelta(days=2))

    product.title = "Khác"
    product.save()
    rows, told = pull(device, first["cursor"])

    assert (told["is_snapshot"], rows["product", product.pk]["name"]) == (False, "Khác")


def test_the_command_may_be_run_again(capsys):
    a_product(stars=None)
    a_certificate(a_product(stars=None), issued_on=localdate())

    for _time in range(2):
        call_command("turn_changes")

    assert capsys.readouterr().out == "1 turned, 0 forgotten.\n" * 2
