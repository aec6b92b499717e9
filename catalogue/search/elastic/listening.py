"""What Elasticsearch is told of, where one is chosen: entries rewritten or gone, and its own return."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import Signal

from catalogue.search.entries.refreshing import entries_changed
from catalogue.search.models import Entry

BATCH = 500

# It was away and answers again.
came_back = Signal()


def listen() -> None:
    entries_changed.connect(_send, dispatch_uid="send to Elasticsearch")
    post_delete.connect(_drop, sender=Entry, dispatch_uid="drop from Elasticsearch")
    came_back.connect(_catch_up, dispatch_uid="catch up with Elasticsearch")


def _send(*, product_ids: list[int], **kwargs) -> None:
    if settings.ELASTICSEARCH_URL:
        # Its client takes most of a second to import, which a shop without it does not pay.
        from catalogue.search.elastic import tasks

        for start in range(0, len(product_ids), BATCH):
            tasks.send.enqueue(product_ids[start : start + BATCH])


def _drop(*, instance: Entry, **kwargs) -> None:
    if settings.ELASTICSEARCH_URL:
        from catalogue.search.elastic import tasks

        transaction.on_commit(partial(tasks.drop.enqueue, [instance.pk]), robust=True)


def _catch_up(**kwargs) -> None:
    from catalogue.search.elastic import tasks

    tasks.catch_up.enqueue()
