"""Nothing that changes is lost, and nothing old overwrites what is newer."""

import pytest
from django.db.models import F

from catalogue.models import Product
from catalogue.search.elastic import catching_up, index, sending
from catalogue.search.entries.refreshing import entries_changed
from catalogue.search.models import Entry
from catalogue.search.protocol import EngineAway
from tests.catalogue.search.elastic.entries import held, rewrite, some_entries, wanted
from tests.factories import a_product

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


def due() -> int:
    return Entry.objects.filter(sent_version__lt=F("version")).count()


def test_what_was_rewritten_is_sent_once(elasticsearch):
    entries = some_entries(3)
    catching_up.rebuild()
    rewrite(entries[1], "Mắm nêm")

    sent = [sending.send(), sending.send()]

    assert (sent, due(), held(elasticsearch)) == ([1, 0], 0, wanted())


def test_many_are_sent_in_batches(elasticsearch):
    some_entries(sending.BATCH + 1)
    catching_up.rebuild()
    Entry.objects.update(version=2)

    assert (sending.send(), held(elasticsearch)) == (sending.BATCH + 1, wanted())


def test_an_old_entry_that_arrives_late_changes_nothing(elasticsearch):
    old = some_entries(1)[0]
    catching_up.rebuild()
    rewrite(old, "Mắm nêm")
    sending.send()

    sending.put([old])

    assert held(elasticsearch) == wanted()


def test_what_is_rewritten_while_it_is_sent_stays_due(elasticsearch):
    entry = some_entries(1)[0]
    catching_up.rebuild()
    rewrite(entry, "Mắm nêm")
    few = next(sending.batches(Entry.objects.all()))
    rewrite(entry, "Mắm ruốc")

    sending.put(few)
    sending.mark_as_sent({entry.pk: entry.version for entry in few})

    assert due() == 1
    assert (sending.send(), held(elasticsearch)) == (1, wanted())


def test_without_an_index_nothing_is_taken_and_nothing_is_made_by_chance(elasticsearch):
    some_entries(1)

    with pytest.raises(EngineAway):
        sending.send()

    assert (due(), index.names(elasticsearch)) == (1, [])


def test_a_commit_tells_elasticsearch(elasticsearch, vietnam, django_capture_on_commit_callbacks):
    catching_up.rebuild()

    with django_capture_on_commit_callbacks(execute=True):
        product = a_product("Mắm nêm")

    assert held(elasticsearch) == wanted()
    assert list(held(elasticsearch)) == [product.pk]


def test_a_product_that_is_deleted_is_dropped(elasticsearch, django_capture_on_commit_callbacks):
    entries = some_entries(2)
    catching_up.rebuild()

    with django_capture_on_commit_callbacks(execute=True):
        Product.objects.get(pk=entries[0].pk).delete()

    assert list(held(elasticsearch)) == [entries[1].pk]


def test_a_change_while_it_is_away_breaks_nothing_and_stays_due(elasticsearch, settings):
    entry = some_entries(1)[0]
    catching_up.rebuild()
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    rewrite(entry, "Mắm nêm")

    entries_changed.send(sender=Entry, product_ids=[entry.pk])

    assert due() == 1
