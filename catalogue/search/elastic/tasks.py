"""What is sent after a commit. Where Elasticsearch is away nothing is lost: entries know what was sent of them."""

import logging
from collections.abc import Callable

from django_tasks import task

from catalogue.search.elastic import catching_up, client, sending
from catalogue.search.protocol import EngineAway

log = logging.getLogger(__name__)


@task
def send(product_ids: list[int]) -> None:
    _if_there(lambda: sending.send(product_ids=product_ids))


@task
def drop(product_ids: list[int]) -> None:
    _if_there(lambda: sending.drop(product_ids))


@task
def catch_up() -> None:
    _if_there(catching_up.catch_up)


def _if_there(deed: Callable[[], object]) -> None:
    """Nobody waits long for what is away: it is asked for a sign of life first."""
    try:
        client.look()
        deed()
    except EngineAway as fault:
        log.warning("Left for the timetable to catch up: %s", fault)
