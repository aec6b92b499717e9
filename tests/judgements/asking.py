"""A catalogue stocked in this process's database, and every query put to one engine."""

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
CATALOGUES = ("demonstration", "market")
# Files of queries: to the demonstration, to the market.
JUDGED = dict(zip(CATALOGUES, ("demo.csv", "market.csv"), strict=True))
HELD_OUT = dict(zip(CATALOGUES, ("held_out.csv", "held_out_market.csv"), strict=True))


def ask(engine: Engine, catalogue: str, *files: str) -> list[list[Judged]]:
    """The answers to the queries of each file, with nothing but this catalogue on show."""
    return _ask_demonstration(engine, files) if catalogue == "demonstration" else _ask_market(engine, files)


def _ask_demonstration(engine: Engine, files: tuple[str, ...]) -> list[list[Judged]]:
    for stage in (ground, makers, demo_goods, papers, points, shelves):
        stage.build(at=now(), track=untracked)
    refreshing.rebuild()
    _serve(engine)
    return [_ask(engine, of_demo(file)) for file in files]


def _ask_market(engine: Engine, files: tuple[str, ...]) -> list[list[Judged]]:
    ground.build(at=now(), track=untracked)
    Product.objects.update(is_public=False)
    market = Market()
    stocking.stock(MARKET_SIZE, market=market)
    refreshing.rebuild()

    def province_of(goods: Goods) -> str:
        return market.provinces[goods.maker.ward.province_code].name

    goods = list(market.goods(1, MARKET_SIZE))
    _serve(engine)
    return [_ask(engine, of_market(goods, province_of, file)) for file in files]


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
