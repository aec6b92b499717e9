"""Facets, prices, what is in stock, certificates and their days."""

import pytest

STARS = {"4": 3, "3": 3}


def test_facets_count_what_each_choice_would_show(goods):
    facets = goods.ask().facets

    assert {name: facets[name] for name in ("stars", "group", "province", "in_stock", "chilled")} == {
        "stars": STARS,
        "group": {"food": 5, "drink": 1, "craft": 1},
        "province": {"48": 5, "51": 2},
        "in_stock": {"1": 5},
        "chilled": {"1": 1},
    }


def test_a_facet_chosen_still_counts_its_other_values_and_narrows_the_others(goods):
    found = goods.ask(stars=("4",))

    assert (found.count, found.facets["stars"], found.facets["group"], found.facets["province"]) == (
        3, STARS, {"food": 3}, {"48": 2, "51": 1},
    )  # fmt: skip


def test_facets_count_within_the_words_searched_for(goods):
    facets = goods.ask("nước mắm").facets

    assert (facets["stars"], facets["group"]) == ({"4": 1, "3": 1}, {"food": 2})


def test_two_values_of_a_facet_are_either_and_two_facets_are_both(goods):
    assert (goods.ask(stars=("4", "3")).count, goods.titles(stars=("4",), province=("51",))) == (6, ["Tỏi Lý Sơn"])


def test_each_count_is_what_choosing_it_shows(goods):
    for facet, counts in goods.ask().facets.items():
        for value, count in counts.items():
            chosen = {facet: True if facet in ("in_stock", "chilled") else (value,)}
            assert (facet, value, goods.ask(**chosen).count) == (facet, value, count)


def test_wards_are_counted_where_a_province_is_asked_for(goods):
    assert goods.ask(province=("48",)).facets["ward"] == {"20794": 3, "20900": 2}


def test_a_ward_narrows_but_its_province_still_counts_all_of_it(goods):
    found = goods.ask(province=("48",), ward=("20900",))

    assert (found.count, found.facets["province"]["48"]) == (2, 5)


def test_a_producers_goods(goods):
    from catalogue.producers.models import Producer

    maker = Producer.objects.get(name="Hợp tác xã An Vĩnh")

    assert goods.titles(producer=(str(maker.pk),)) == ["Tỏi Lý Sơn"]


@pytest.mark.parametrize(
    ("lowest", "highest", "titles"),
    [
        (None, 90_000, ["Dầu phụng nguyên chất", "Nước mắm Nam Ô"]),
        (120_000, 130_000, ["Nước mắm Cửa Khe", "Tỏi Lý Sơn"]),
        (210_001, None, ["Khăn thổ cẩm"]),
        (200_000, 100_000, []),
        (0, 10**12, None),
    ],
)
def test_prices_from_and_to_both_included(goods, lowest, highest, titles):
    found = goods.titles(price_min=lowest, price_max=highest)

    assert (sorted(found) if titles is not None else len(found)) == (titles if titles is not None else 7)


def test_only_what_is_in_stock_or_sent_chilled(goods):
    assert (goods.ask(in_stock=True).count, goods.titles(chilled=True)) == (5, ["Thịt heo đen"])


def test_choices_that_nothing_meets_show_nothing(goods):
    found = goods.ask(group=("drink",), chilled=True)

    assert (found.product_ids, found.count, found.facets["group"]) == ((), 0, {"food": 1})


def test_values_that_nobody_knows_show_nothing(goods):
    assert [goods.ask(**asked).count for asked in ({"province": ("99",)}, {"producer": ("999999",)})] == [0, 0]
