"""The gate's two forms, a query and a method, agree on every kind of product there can be."""

from decimal import Decimal
from itertools import product as every

import pytest

from catalogue.models import Product
from catalogue.producers.models import Producer
from catalogue.publishing import sale_refusal
from tests.catalogue.test_publishing import DAY, PAPERS, a_family
from tests.factories import a_producer

STRENGTHS = (None, Decimal("14.9"), Decimal("15.0"), Decimal(40))


@pytest.fixture(scope="module")
def every_family(ground):
    with ground():
        producers = {state: a_producer(verification=state) for state in Producer.Verification.values}
        for papers, state, is_public, abv in every(PAPERS, producers, (True, False), STRENGTHS):
            a_family(papers=papers, producer=producers[state], is_public=is_public, abv=abv)


@pytest.fixture
def every_product(every_family, db):
    """Rows of the module, seen in this test's transaction."""


@pytest.mark.parametrize("policy", ["block", "unbadged"])
def test_sql_and_python_give_the_same_answer_for_every_product(every_product, settings, policy):
    settings.SALE_WITHOUT_CERTIFICATE = policy

    said_by_sql = set(Product.objects.sellable_on(DAY).values_list("pk", flat=True))
    products = list(Product.objects.with_facts(DAY))

    assert said_by_sql == {product.pk for product in products if sale_refusal(product, DAY) is None}
    assert (len(products), len(said_by_sql)) == (936, {"block": 36, "unbadged": 78}[policy])


def test_the_gate_asks_nothing_of_the_database_for_products_with_facts(every_product, django_assert_num_queries):
    products = list(Product.objects.with_facts(DAY)[:200])

    with django_assert_num_queries(0):
        assert len([sale_refusal(product, DAY) for product in products]) == 200
