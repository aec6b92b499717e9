"""Elasticsearch is frozen, killed or slow: nobody waits for it, the database answers, afterwards nothing differs."""

import time
from collections.abc import Iterator

import pytest
from django.utils.timezone import localdate

from catalogue.search import choosing
from catalogue.search.circuit import Circuit
from catalogue.search.elastic import catching_up, client
from catalogue.search.entries.refreshing import refresh
from catalogue.search.models import Entry
from catalogue.search.protocol import EngineAway
from catalogue.search.question import Question
from tests.catalogue.search.elastic.entries import held, wanted
from tests.factories import a_product
from tests.services.elasticsearch.node import Node, running_elasticsearch
from tests.services.elasticsearch.proxy import slow_proxy

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db(transaction=True)]

REST = 1
SLOW = 20
"""Seconds that nobody is made to wait, however busy the machine is that runs the tests."""


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    """One of our own, to freeze and kill."""
    with running_elasticsearch() as node:
        yield node


@pytest.fixture(autouse=True)
def _shop(node, settings, monkeypatch, vietnam):
    settings.ELASTICSEARCH_URL = node.url
    circuit = Circuit(rest=REST, on_closing=client.circuit.on_closing)
    monkeypatch.setattr(client, "circuit", circuit)
    a_product("Nước mắm Cửa Khe")
    refresh(Entry.objects.values_list("pk", flat=True))
    catching_up.rebuild()
    assert recovered()  # a node that is a second old may be slow to answer, and the circuit then rests


def ask() -> tuple[int, float]:
    """How many fish sauces there are, and the seconds that it took to hear."""
    began = time.monotonic()
    found = choosing.find(Question(q="nuoc mam"), day=localdate())
    return found.count, time.monotonic() - began


def asked_of_elasticsearch() -> int:
    """Raise EngineAway where it does not answer."""
    engine = choosing.engines()[0]
    return engine.find(Question(q="nuoc mam"), day=localdate(), page=1, per_page=24).count


def answered_by_elasticsearch(*, seconds: float = 240) -> int:
    """Asked until it answers as soon as a visitor is made to wait."""
    end = time.monotonic() + seconds
    while True:
        try:
            return asked_of_elasticsearch()
        except EngineAway:
            assert time.monotonic() < end, "Elasticsearch does not answer"
            time.sleep(0.1)


def recovered(*, seconds: float = 240) -> bool:
    """Whether visitors' questions alone find Elasticsearch back."""
    end = time.monotonic() + seconds
    while client.circuit.is_open and time.monotonic() < end:
        ask()
        time.sleep(0.1)
    return not client.circuit.is_open


@pytest.mark.parametrize("fault", ["frozen", "killed"])
def test_visitors_are_answered_at_once_and_afterwards_nothing_differs(node, fault):
    node.freeze() if fault == "frozen" else node.kill()
    answers = [ask() for _ in range(20)]
    a_product("Nước mắm Nam Ô")
    meanwhile = ask()
    node.thaw() if fault == "frozen" else node.start()

    assert recovered()
    assert [count for count, _ in answers] == [1] * 20
    assert meanwhile[0] == answered_by_elasticsearch() == 2
    assert held(client.patient()) == wanted()
    assert [seconds for _, seconds in [*answers, meanwhile] if seconds >= SLOW] == []


@pytest.mark.parametrize("is_trickling", [False, True])
def test_slow_is_as_good_as_away(node, settings, is_trickling):
    with slow_proxy(node.url) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        quick = answered_by_elasticsearch()
        proxy.seconds, proxy.is_trickling = SLOW, is_trickling
        answers = [ask() for _ in range(20)]
        was_open = client.circuit.is_open
        proxy.seconds, proxy.is_trickling = 0, False

        assert recovered()
        assert (quick, was_open, answered_by_elasticsearch()) == (1, True, 1)
        assert [count for count, _ in answers] == [1] * 20
        assert [seconds for _, seconds in answers if seconds >= SLOW] == []


def test_while_it_rests_nobody_waits(node, monkeypatch):
    node.freeze()
    ask()
    client.circuit.rest = 600
    client.circuit._open()
    monkeypatch.setattr(client, "SECONDS_FOR_A_VISITOR", SLOW)  # whoever asked it would
    try:
        waited = [ask()[1] for _ in range(20)]
    finally:
        node.thaw()

    assert [seconds for seconds in waited if seconds >= SLOW] == []


def test_without_the_circuit_every_visitor_would_wait(node, monkeypatch):
    """The negative control of the guard."""

    class NoCircuit(Circuit):
        def _open(self):
            pass

    monkeypatch.setattr(client, "circuit", NoCircuit(rest=REST))
    node.freeze()
    try:
        waited = [ask()[1] for _ in range(3)]
    finally:
        node.thaw()

    assert [seconds >= client.SECONDS_FOR_A_VISITOR for seconds in waited] == [True] * 3


def test_without_the_deadline_a_visitor_would_wait_for_a_slow_answer(node, settings, monkeypatch):
    """The negative control of the timeouts: patient as when it fills, so the slow answer is waited for."""
    monkeypatch.setattr(client, "SECONDS_FOR_A_VISITOR", client.SECONDS_FOR_FILLING)
    with slow_proxy(node.url) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        proxy.seconds = 2

        count, seconds = ask()

    assert (count, seconds >= 2) == (1, True)


def test_without_the_database_behind_it_there_would_be_no_answer(node):
    node.freeze()
    try:
        with pytest.raises(EngineAway):
            asked_of_elasticsearch()
    finally:
        node.thaw()
