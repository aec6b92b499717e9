"""Entries without the tables behind them, and what Elasticsearch holds of them."""

from django.db.models import F
from django.utils.timezone import now

from catalogue.models import Product
from catalogue.search.elastic import index
from catalogue.search.elastic.documents import document_of
from catalogue.search.models import Entry
from tests.factories import a_producer


def some_entries(number: int) -> list[Entry]:
    producer = a_producer()
    goods = Product.objects.bulk_create(
        [
            Product(title=f"Nước mắm {n}", slug=f"nuoc-mam-{n}", producer=producer, structure=Product.STANDALONE)
            for n in range(number)
        ]
    )
    facts = {"is_shown": True, "maker": producer.name, "producer": producer, "made_at": now()}
    return Entry.objects.bulk_create(
        [Entry(product=one, title=one.title, sort_key=one.title, **facts) for one in goods]
    )


def rewrite(entry: Entry, title: str) -> None:
    """As `refreshing` does, without telling anyone."""
    Entry.objects.filter(pk=entry.pk).update(title=title, version=F("version") + 1)


def held(client) -> dict[int, tuple[int, dict]]:
    """Version and document of everything that serves."""
    client.indices.refresh(index=index.serving())
    found = client.search(index=index.serving(), size=10_000, version=True)["hits"]["hits"]
    return {int(hit["_id"]): (hit["_version"], hit["_source"]) for hit in found}


def wanted() -> dict[int, tuple[int, dict]]:
    """What it should hold."""
    return {entry.pk: (entry.version, document_of(entry)) for entry in Entry.objects.all()}
