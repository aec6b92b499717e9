"""Pages that neither repeat nor lose a product."""

from datetime import timedelta
from itertools import chain

import pytest
from django.utils.timezone import now

from catalogue.models import Product
from catalogue.search.database import finding
from tests.factories import a_producer, a_product


def test_newest_first(stall):
    for title, days in (("Cam", 3), ("Bưởi", 1), ("Xoài", 2)):
        product = a_product(title, producer=a_producer("Vườn"))
        Product.objects.filter(pk=product.pk).update(date_created=now() - timedelta(days=days))
    stall.open()

    assert stall.titles(sort="new") == ["Bưởi", "Xoài", "Cam"]


@pytest.mark.parametrize("sort", ["", "price", "-price", "new"])
@pytest.mark.parametrize("q", ["", "mật ong", "mat onk"])
def test_pages_hold_every_product_once(stall, q, sort):
    maker = a_producer("Rừng")
    products = [
        a_product("Mật ong", producer=maker, price=100_000 + 1_000 * (n % 3), stars=(3, 4, None)[n % 3])
        for n in range(22)
    ]
    stall.open()

    pages = [stall.ask(q, sort=sort, page=number, per_page=5) for number in range(1, 7)]

    assert [len(page.product_ids) for page in pages] == [5, 5, 5, 5, 2, 0]
    assert sorted(chain.from_iterable(page.product_ids for page in pages)) == sorted(each.pk for each in products)
    assert {page.count for page in pages} == {22}


@pytest.mark.parametrize("q", ["quế", "que", "tinh dầu quế", "trà my"])
def test_many_goods_stand_in_the_order_of_few(stall, monkeypatch, q):
    """Where much answers, the database looks through it level by level; nobody can tell by the order."""
    for maker in ("Quế Trà My", "Lò bánh"):
        for title in ("Quế thanh", "Tinh dầu quế Trà My", "Bánh quế", "Tinh dầu sả", "Que kem"):
            a_product(title, producer=a_producer(maker), ingredients="quế", stars=3 + len(title) % 3)
    stall.open()
    orders = []
    for few in (500, 0):
        monkeypatch.setattr(finding, "FEW", few)
        orders.append([stall.ask(q, page=page, per_page=3).product_ids for page in (1, 2, 3, 4)])

    assert (orders[0], len(set(chain.from_iterable(orders[0])))) == (orders[1], stall.ask(q).count)
