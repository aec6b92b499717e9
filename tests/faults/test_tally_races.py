"""All entries are counted anew while one of them changes, on PostgreSQL, each in a connection of its own."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils.timezone import localdate

from catalogue.models import Product
from catalogue.search.database import tallying
from catalogue.search.entries import refreshing
from catalogue.search.models import Tally
from tests.factories import a_product

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wait_event_type FROM pg_stat_activity WHERE datname = current_database()")
        return ("Lock",) in cursor.fetchall()


def recount() -> None:
    """However slow the machine is, it waits."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
    try:
        tallying.recount(day=localdate())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
        connection.close()


def told_of_three_of_which_one_is_hidden_while_all_are_counted() -> int:
    goods = [a_product(title) for title in ("Nước mắm", "Mật ong", "Chè dây")]
    refreshing.rebuild()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Product.objects.filter(pk=goods[0].pk).update(is_public=False)
            refreshing.refresh([goods[0].pk])
            other = pool.submit(recount)
            while not (other.done() or somebody_waits()):
                time.sleep(0.01)
        other.result(timeout=100)
    return sum(Tally.objects.get().counts[""]["standing"].values())


def test_who_counts_all_waits_for_who_changes_one():
    assert told_of_three_of_which_one_is_hidden_while_all_are_counted() == 2


def test_without_the_lock_the_change_would_be_overwritten(monkeypatch):
    monkeypatch.setattr(tallying, "_held", lambda: Tally.objects.get_or_create(pk=tallying.ONLY)[0])

    assert told_of_three_of_which_one_is_hidden_while_all_are_counted() == 3
