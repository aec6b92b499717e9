"""Both catalogues stocked in this process's database, and every query put to one engine."""

from django.utils.timezone import localdate, now

from catalogue.models import Product
from catalogue.search.circuit import Circuit
from catalogue.search.entries import refreshing
from catalogue.search.models import Entry
from catalogue.search.protocol import Engine
from catalogue.search.question import Question
from shop.demo import goods as demo_goods
from shop.demo import ground, makers, papers, points, shelves
from shop.demo.loading import untracked
from tests.bench import stocking
from tests.bench.market import Goods, Market
from tests.judgements.judging import PAGE, Judged, Query, judge, of_demo, of_market

MARKET_SIZE = 1_000
# Files of queries: to the demonstration, to the market.
JUDGED, HELD_OUT = ("demo.csv", "market.csv"), ("held_out.csv", "held_out_market.csv")


def ask_all(engine: Engine, *sets: tuple[str, str]) -> list[list[Judged]]:
    """The answers to each set of queries. The demonstration first; then it is put away, and the market asked."""
    for stage in (ground, makers, demo_goods, papers, points, shelves):
        stage.build(at=now(), track=untracked)
    refreshing.rebuild()
    _serve(engine)
    answers = [_ask(engine, of_demo(of_the_demo)) for of_the_demo, __ in sets]
    Product.objects.update(is_public=False)
    market = Market()
    stocking.stock(MARKET_SIZE, market=market)
    refreshing.rebuild()

    def province_of(goods: Goods) -> str:
        return market.provinces[goods.maker.ward.province_code].name

    goods = list(market.goods(1, MARKET_SIZE))
    _serve(engine)
    for some, (__, of_the_market) in zip(answers, sets, strict=True):
        some += _ask(engine, of_market(goods, province_of, of_the_market))
    return answers


def _serve(engine: Engine) -> None:
    if engine.name == "elasticsearch":
        from catalogue.search.elastic import catching_up, client

        # Judged is the order, not the speed; nor that nothing served before.
        client.SECONDS_FOR_A_VISITOR = client.SECONDS_FOR_FILLING
        client.circuit = Circuit(rest=client.SECONDS_OF_REST)
        catching_up.rebuild()


def _ask(engine: Engine, queries: list[Query]) -> list[Judged]:
    skus = dict(Entry.objects.values_list("pk", "product__upc"))
    return [judge(query, [skus[pk] for pk in _found(engine, query)]) for query in queries]


def _found(engine: Engine, query: Query) -> tuple[int, ...]:
    return engine.find(Question(q=query.typed), day=localdate(), page=1, per_page=PAGE).product_ids
