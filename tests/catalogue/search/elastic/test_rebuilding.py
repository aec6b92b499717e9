"""The index is made anew while the old one serves; afterwards no difference is left, whatever happened."""

import pytest

from catalogue.search.elastic import catching_up, index, sending
from catalogue.search.models import Entry
from tests.catalogue.search.elastic.entries import held, rewrite, some_entries, wanted

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


class PowerCut(BaseException):
    pass


def cut_the_power(done: int) -> None:
    raise PowerCut


def test_a_new_index_serves_and_the_old_one_is_gone(elasticsearch):
    some_entries(3)

    names = [catching_up.rebuild(), catching_up.rebuild()]

    assert names == [f"{index.serving()}-0001", f"{index.serving()}-0002"]
    assert (index.names(elasticsearch), index.targets(elasticsearch)) == ([names[1]], [index.serving()])
    assert held(elasticsearch) == wanted()


def test_the_old_index_serves_until_the_new_one_is_full(elasticsearch):
    some_entries(3)
    catching_up.rebuild()
    seen = []

    catching_up.rebuild(progress=lambda done: seen.append(len(held(elasticsearch))))

    assert seen == [3]


def test_changes_made_meanwhile_are_not_lost(elasticsearch):
    entries = some_entries(sending.BATCH + 1)
    catching_up.rebuild()

    def change(done: int) -> None:
        """The first batch has been copied: one of it changes, one goes, and one of the second changes."""
        for entry in (entries[0], entries[-1]):
            rewrite(entry, "Mắm nêm")
        sending.send()
        Entry.objects.filter(pk=entries[1].pk).delete()
        sending.drop([entries[1].pk])

    catching_up.rebuild(progress=change)

    assert held(elasticsearch) == wanted()


def test_a_change_that_reaches_only_the_old_index_would_be_lost(elasticsearch, monkeypatch):
    """The negative control: written to the serving index alone, and nothing compared afterwards."""
    entries = some_entries(1)
    catching_up.rebuild()
    monkeypatch.setattr(index, "targets", lambda client: [index.serving()])
    monkeypatch.setattr(catching_up, "mend", lambda: 0)

    def change(done: int) -> None:
        rewrite(entries[0], "Mắm nêm")
        sending.send()

    catching_up.rebuild(progress=change)

    assert held(elasticsearch) != wanted()


def test_killed_in_the_middle_the_old_index_serves_and_the_next_rebuilding_cleans_up(elasticsearch):
    some_entries(3)
    old = catching_up.rebuild()
    left_behind = index.begin(elasticsearch)
    between = held(elasticsearch)

    catching_up.rebuild()

    assert (old, left_behind) == (f"{index.serving()}-0001", f"{index.serving()}-0002")
    assert (between, held(elasticsearch)) == (wanted(), wanted())
    assert index.names(elasticsearch) == [f"{index.serving()}-0003"]


def test_broken_off_it_takes_its_half_index_away(elasticsearch):
    some_entries(3)
    old = catching_up.rebuild()

    with pytest.raises(PowerCut):
        catching_up.rebuild(progress=cut_the_power)

    assert (index.names(elasticsearch), held(elasticsearch)) == ([old], wanted())


def test_whoever_began_later_wins(elasticsearch):
    some_entries(1)
    first = index.begin(elasticsearch)
    second = index.begin(elasticsearch)

    with pytest.raises(Exception, match="no such index"):
        index.swap(elasticsearch, first)

    index.swap(elasticsearch, second)
    assert index.names(elasticsearch) == [second]


def test_catching_up_makes_the_index_where_there_is_none(elasticsearch):
    some_entries(2)

    catching_up.catch_up()

    assert held(elasticsearch) == wanted()


def test_catching_up_makes_the_index_anew_where_its_documents_are_made_otherwise(elasticsearch, monkeypatch):
    some_entries(1)
    catching_up.rebuild()
    monkeypatch.setattr(index, "_meta", lambda: {"made_by": "code of tomorrow"})

    catching_up.catch_up()
    catching_up.catch_up()

    assert index.names(elasticsearch) == [f"{index.serving()}-0002"]


def test_catching_up_sends_what_is_due_and_forgets_what_is_gone(elasticsearch):
    entries = some_entries(3)
    catching_up.rebuild()
    rewrite(entries[0], "Mắm nêm")
    Entry.objects.filter(pk=entries[1].pk).delete()

    sent = catching_up.catch_up()

    assert (sent, held(elasticsearch)) == (1, wanted())


def test_a_document_that_elasticsearch_lost_is_sent_again(elasticsearch):
    entries = some_entries(3)
    catching_up.rebuild()
    elasticsearch.delete(index=index.serving(), id=str(entries[0].pk))

    assert (catching_up.catch_up(), sorted(held(elasticsearch))) == (1, [entry.pk for entry in entries])


def test_a_database_restored_to_an_earlier_state_counts_as_newer(elasticsearch):
    entry = some_entries(1)[0]
    catching_up.rebuild()
    for title in ("Mắm nêm", "Mắm ruốc"):
        rewrite(entry, title)
    sending.send()
    Entry.objects.filter(pk=entry.pk).update(title="Nước mắm", version=1, sent_version=1)

    catching_up.mend()

    assert held(elasticsearch) == wanted()
    assert held(elasticsearch)[entry.pk][1]["name"] == "Nước mắm"
