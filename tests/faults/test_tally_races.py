"""All entries are counted anew while one of them changes, on PostgreSQL, each in a connection of its own."""

from threading import Event

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from catalogue.models import Product
from catalogue.search.database import tallying
from catalogue.search.entries import refreshing
from catalogue.search.models import Tally
from tests.factories import a_product
from tests.races import PATIENCE_SECONDS, at_once, somebody_waits_for_a_lock, wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def told_of_three_of_which_one_is_hidden_while_all_are_counted() -> int:
    goods = [a_product(title) for title in ("Nước mắm", "Mật ong", "Chè dây")]
    refreshing.rebuild()
    is_changed, is_counted = Event(), Event()

    @transaction.atomic
    def change():
        Product.objects.filter(pk=goods[0].pk).update(is_public=False)
        refreshing.refresh([goods[0].pk])
        is_changed.set()
        wait_until(lambda: is_counted.is_set() or somebody_waits_for_a_lock())

    def recount():
        assert is_changed.wait(PATIENCE_SECONDS)
        tallying.recount(day=localdate())
        is_counted.set()

    assert [fault for fault in at_once(change, recount) if isinstance(fault, Exception)] == []
    return sum(Tally.objects.get().counts[""]["standing"].values())


def test_who_counts_all_waits_for_who_changes_one():
    assert told_of_three_of_which_one_is_hidden_while_all_are_counted() == 2


def test_without_the_lock_the_change_would_be_overwritten(monkeypatch):
    monkeypatch.setattr(tallying, "_held", lambda: Tally.objects.get_or_create(pk=tallying.ONLY)[0])

    assert told_of_three_of_which_one_is_hidden_while_all_are_counted() == 3
