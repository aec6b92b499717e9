"""What may be meant, while it is typed. Places and words are few, and asked of the tables where they are kept."""

from datetime import date

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, Q, Search

from catalogue.search.database import asking
from catalogue.search.database.asking import Group
from catalogue.search.database.suggesting import begun_by
from catalogue.search.elastic.documents import unlabelled
from catalogue.search.elastic.index import serving
from catalogue.search.elastic.matching import shown
from catalogue.search.elastic.querying import CLOSER, all_of, best_of, holding, phrase, standing, worth
from catalogue.search.protocol import Kind, Suggestion

# How many makers are looked at before those with the typed accents are put first.
MOST_NAMES = 40


def goods_and_makers(
    client: Elasticsearch, groups: list[Group], *, day: date, most: int
) -> tuple[list[Suggestion], list[Suggestion]]:
    """Goods whose name holds what is begun, best first; makers of shown goods likewise, by name."""
    search = Search(using=client, index=serving()).extra(track_total_hits=False)
    in_title = Q("bool", filter=[shown(), holding(asking.beginning(groups, "title"))], should=_points(groups, day))
    products = search.query(in_title).source(["name"]).sort({"_score": {"order": "desc"}}, "sort_key", "product")[:most]
    makers = search.query(all_of([shown(), holding(asking.beginning(groups, "maker"))]))[:0]
    makers.aggs.bucket("makers", A("terms", field="maker_label", size=MOST_NAMES, order={"_key": "asc"}))
    labels = [bucket.key for bucket in makers.execute().aggregations.makers]
    return (
        [Suggestion(Kind.PRODUCT, hit.meta.id, hit.name) for hit in products.execute()],
        [Suggestion(Kind.PRODUCER, key, name) for name, key in map(unlabelled, labels)],
    )


def _points(groups: list[Group], day: date):
    typed = tuple(word for group in groups for word in group.typed)
    alike = phrase("typed", typed, is_beginning=True)
    begins = Q("prefix", key=begun_by(groups).lstrip())
    closeness = [worth(3 * CLOSER, all_of([alike, begins])), worth(2 * CLOSER, alike), worth(CLOSER, begins)]
    return [best_of(closeness), *standing(day)]
