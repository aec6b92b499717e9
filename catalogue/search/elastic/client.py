"""Ways to Elasticsearch: a hurried one for visitors, a patient one for filling. Both tell of trouble as EngineAway."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from typing import TypeVar

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from catalogue.search.circuit import Circuit
from catalogue.search.protocol import EngineAway, came_back

logger = logging.getLogger(__name__)

SECONDS_FOR_A_VISITOR = 0.6
SECONDS_FOR_A_PROBE = 0.2
SECONDS_FOR_FILLING = 30
SECONDS_OF_REST = 5

Answer = TypeVar("Answer")

circuit = Circuit(rest=SECONDS_OF_REST, on_closing=partial(came_back.send_robust, sender=Elasticsearch))
_askers = ThreadPoolExecutor(max_workers=16, thread_name_prefix="elasticsearch")


def hurried() -> Elasticsearch:
    return _client(settings.ELASTICSEARCH_URL, SECONDS_FOR_A_VISITOR)


def patient() -> Elasticsearch:
    return _client(settings.ELASTICSEARCH_URL, SECONDS_FOR_FILLING)


def ask(question: Callable[[], Answer]) -> Answer:
    """What a visitor waits for: the answer, or EngineAway in less than a second, at once where it was just away.

    Timeouts of sockets do not bound names looked up slowly or answers that trickle, so a thread waits in our stead.
    """
    with circuit.guarding(EngineAway, probe):
        return _within(SECONDS_FOR_A_VISITOR, question)


def look() -> None:
    """Raise EngineAway where it is known to be away or gives no sign of life at once."""
    with circuit.guarding(EngineAway, lambda: None):
        probe()


def probe() -> None:
    """Raise EngineAway unless the shop's index can be asked."""
    exists = hurried().options(request_timeout=SECONDS_FOR_A_PROBE).indices.exists_alias
    if not _within(SECONDS_FOR_A_PROBE, lambda: exists(name=settings.ELASTICSEARCH_INDEX)):
        raise EngineAway("There is no index yet")


@contextmanager
def telling() -> Iterator[None]:
    """Every trouble with Elasticsearch is EngineAway to whoever asks: another engine can answer."""
    try:
        yield
    except (ApiError, TransportError) as trouble:
        logger.warning("Elasticsearch: %s", trouble)
        raise EngineAway(str(trouble)) from trouble


def _within(seconds: float, question: Callable[[], Answer]) -> Answer:
    asked = _askers.submit(question)
    try:
        with telling():
            return asked.result(seconds)
    except TimeoutError as trouble:
        asked.cancel()
        raise EngineAway(f"No answer in {seconds} s") from trouble


@cache
def _client(url: str, seconds: float) -> Elasticsearch:
    return Elasticsearch(url, request_timeout=seconds, max_retries=0, retry_on_timeout=False)
