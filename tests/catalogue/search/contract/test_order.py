"""Sorting, and pages that neither repeat nor lose a product."""

import pytest

from catalogue.models import Product

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


def test_a_page_far_behind_the_last_is_empty(goods):
    found = goods.ask("nước mắm", page=10_000)

    assert (found.product_ids, found.count) == ((), 2)


def test_the_same_question_has_the_same_answer(goods):
    assert goods.ask("nước mắm") == goods.ask("nước mắm")
