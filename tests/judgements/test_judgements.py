"""What search finds is as good as it was, and at least as good as we promised."""

import pytest

from catalogue.data import rows
from catalogue.search.database.engine import DatabaseEngine
from tests.judgements.asking import JUDGED, ask
from tests.judgements.judging import FOLDER, by_kind, of_demo
from tests.thoroughness import only_in_a_full_run

AIM = 0.90
RECORDED = {
    (row["engine"], row["catalogue"]): (float(row["ndcg"]), float(row["recall"]))
    for row in rows("recorded.csv", folder=FOLDER)
}


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    "name",
    [
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("elasticsearch", marks=pytest.mark.elasticsearch),
    ],
)
@pytest.mark.parametrize("catalogue", ["demonstration", pytest.param("market", marks=only_in_a_full_run)])
def test_what_is_found_is_no_worse_than_it_was(name, catalogue, request, db):
    engine = _engine(name, request)

    (judged,) = ask(engine, catalogue, JUDGED[catalogue])
    __, ndcg, recall = by_kind(judged)["all"]

    floor = RECORDED.get((name, catalogue), (AIM, AIM))
    assert (ndcg >= max(AIM, floor[0]), recall >= max(AIM, floor[1])) == (True, True), (ndcg, recall, floor)


def test_every_kind_of_query_is_judged_and_there_are_many():
    queries = of_demo()

    assert (len(queries) >= 150, len({query.kind for query in queries}) >= 15) == (True, True)


def test_what_is_held_out_is_of_every_kind_and_nothing_that_was_judged():
    held_out = of_demo("held_out.csv")

    assert len(held_out) >= 60
    assert {query.kind for query in held_out} == {query.kind for query in of_demo()}
    assert {query.words for query in held_out} & {query.words for query in of_demo()} == set()


def _engine(name, request):
    if name != "elasticsearch":
        return DatabaseEngine()
    from catalogue.search.elastic.engine import ElasticEngine

    request.getfixturevalue("elasticsearch")
    return ElasticEngine()
