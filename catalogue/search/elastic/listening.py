"""What Elasticsearch is told of, where one is chosen: entries rewritten or gone, and its own return.

Its client takes most of a second to import, which a shop without it does not pay: so each task imports its own deed.
"""

import logging
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete
from django_tasks import task

from catalogue.search.entries.refreshing import entries_changed
from catalogue.search.models import Entry
from catalogue.search.protocol import EngineAway, came_back

log = logging.getLogger(__name__)

BATCH = 500


def listen() -> None:
    entries_changed.connect(_send, dispatch_uid="send to Elasticsearch")
    post_delete.connect(_drop, sender=Entry, dispatch_uid="drop from Elasticsearch")
    came_back.connect(_catch_up, dispatch_uid="catch up with Elasticsearch")


@task
def send(product_ids: list[int]) -> None:
    from catalogue.search.elastic import sending

    _if_there(lambda: sending.send(product_ids=product_ids))


@task
def drop(product_ids: list[int]) -> None:
    from catalogue.search.elastic import sending

    _if_there(lambda: sending.drop(product_ids))


@task
def catch_up() -> None:
    from catalogue.search.elastic import catching_up

    _if_there(catching_up.catch_up)


def _send(*, product_ids: list[int], **kwargs) -> None:
    if settings.ELASTICSEARCH_URL:
        for start in range(0, len(product_ids), BATCH):
            send.enqueue(product_ids[start : start + BATCH])


def _drop(*, instance: Entry, **kwargs) -> None:
    if settings.ELASTICSEARCH_URL:
        transaction.on_commit(partial(drop.enqueue, [instance.pk]), robust=True)


def _catch_up(**kwargs) -> None:
    catch_up.enqueue()


def _if_there(deed: Callable[[], object]) -> None:
    """Nobody waits long for what is away: it is asked for a sign of life first. Nothing is lost, entries stay due."""
    from catalogue.search.elastic import client

    try:
        client.look()
        deed()
    except EngineAway as fault:
        log.warning("Left for the timetable to catch up: %s", fault)
