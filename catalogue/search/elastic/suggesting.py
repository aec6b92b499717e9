"""What may be meant, while it is typed. Places are few, and asked of the tables where they are kept."""

from datetime import date

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, Q, Search

from catalogue.search.elastic.documents import unlabelled
from catalogue.search.elastic.index import serving
from catalogue.search.elastic.matching import shown
from catalogue.search.elastic.querying import CLOSER, all_of, any_of, best_of, holding, phrase, standing, worth
from catalogue.search.protocol import Kind, Suggestion
from catalogue.search.reading import asking, offering
from catalogue.search.reading.asking import Group


def suggest(
    client: Elasticsearch, groups: list[Group], *, day: date, most: int
) -> tuple[list[Suggestion], list[Suggestion], list[Suggestion]]:
    """Words that stand in names, the commonest first; goods whose name holds what is begun, best first; their makers
    likewise, by name.
    """
    search = Search(using=client, index=serving()).extra(track_total_hits=False)
    in_title = Q("bool", filter=[shown(), holding(asking.beginning(groups, "title"))], should=_points(groups, day))
    products = search.query(in_title).source(["name"]).sort({"_score": {"order": "desc"}}, "sort_key", "product")[:most]
    makers = search.query(all_of([shown(), holding(asking.beginning(groups, "maker"))]))[:0]
    makers.aggs.bucket("makers", A("terms", field="maker_label", size=offering.MOST_NAMES, order={"_key": "asc"}))
    labels = [bucket.key for bucket in makers.execute().aggregations.makers]
    return (
        _words(search, groups),
        [Suggestion(Kind.PRODUCT, hit.meta.id, hit.name) for hit in products.execute()],
        [Suggestion(Kind.PRODUCER, key, name) for name, key in map(unlabelled, labels)],
    )


def _words(search: Search, groups: list[Group]) -> list[Suggestion]:
    begun = list(offering.words_begun(groups).items())
    if not begun:
        return []
    search = search.query(shown())[:0]
    for at, (__, same) in enumerate(begun):
        search.aggs.bucket(str(at), "filter", any_of(phrase("title", words) for words in same))
    counts = search.execute().aggregations
    return offering.commonest({word: counts[str(at)].doc_count for at, (word, __) in enumerate(begun)})


def _points(groups: list[Group], day: date):
    typed = tuple(word for group in groups for word in group.typed)
    alike = phrase("typed", typed, is_beginning=True)
    begins = Q("prefix", key=offering.begun_by(groups).lstrip())
    closeness = [worth(3 * CLOSER, all_of([alike, begins])), worth(2 * CLOSER, alike), worth(CLOSER, begins)]
    return [best_of(closeness), *standing(day)]
