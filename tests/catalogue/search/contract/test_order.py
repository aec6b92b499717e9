"""Sorting, and pages that neither repeat nor lose a product."""

from datetime import timedelta
from itertools import chain

import pytest
from django.utils.timezone import now

from catalogue.models import Product
from catalogue.search.database import finding
from tests.factories import a_producer, a_product

BY_STANDING = [
    "Nước mắm Cửa Khe", "Tỏi Lý Sơn", "Nước mắm Nam Ô", "Rượu sim Măng Đen",
    "Dầu phụng nguyên chất", "Thịt heo đen", "Khăn thổ cẩm",
]  # fmt: skip


def test_best_first_is_what_can_be_bought_then_in_stock_then_stars_then_the_alphabet(goods):
    assert [title for title in goods.titles() if "Rượu" not in title] == [
        title for title in BY_STANDING if "Rượu" not in title
    ]


@pytest.mark.parametrize(("sort", "is_reverse"), [("price", False), ("-price", True)])
def test_by_price_among_what_can_be_bought(goods, sort, is_reverse):
    prices = dict(Product.objects.values_list("title", "stockrecords__price"))
    titles = [title for title in goods.titles("", sort=sort) if title not in ("Khăn thổ cẩm", "Rượu sim Măng Đen")]

    assert titles == sorted(titles, key=lambda title: prices[title], reverse=is_reverse)


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


def test_a_page_far_behind_the_last_is_empty(goods):
    found = goods.ask("nước mắm", page=10_000)

    assert (found.product_ids, found.count) == ((), 2)


def test_the_same_question_has_the_same_answer(goods):
    assert goods.ask("nước mắm") == goods.ask("nước mắm")


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
