"""Entries put into an engine and taken out of it again."""

from django.db.models import F

from catalogue.models import Product
from catalogue.search.entries.refreshing import rebuild
from catalogue.search.models import Entry
from tests.factories import a_producer, a_product


def entries(**facts):
    return Entry.objects.filter(**facts).select_related("province", "ward")


def test_putting_one_twice_is_putting_it_once(goods):
    goods.put(entries())
    goods.put(entries())

    assert (goods.ask("nước mắm").count, goods.ask().count) == (2, 7)


def test_what_was_renamed_is_found_by_its_new_name_only(goods):
    Product.objects.filter(title="Tỏi Lý Sơn").update(title="Hành tím")
    rebuild()
    goods.put(entries(title="Hành tím"))

    assert (goods.titles("hành tím"), goods.titles("tỏi")) == (["Hành tím"], [])


def test_what_is_dropped_is_not_found_and_the_others_are(goods):
    garlic = Product.objects.get(title="Tỏi Lý Sơn").pk
    goods.drop([garlic])

    assert (goods.titles("tỏi"), goods.ask("nước mắm").count) == ([], 2)


def test_dropping_what_is_not_there_is_no_fault(goods):
    goods.drop([10**9])

    assert goods.ask().count == 7


def test_what_was_dropped_can_be_put_again_when_it_says_something_new(goods):
    garlic = Product.objects.get(title="Tỏi Lý Sơn").pk
    goods.drop([garlic])
    entries(pk=garlic).update(version=F("version") + 1)
    goods.put(entries(pk=garlic))

    assert goods.titles("tỏi") == ["Tỏi Lý Sơn"]


def test_goods_put_later_are_found(goods):
    a_product("Cà phê Đăk Hà", producer=a_producer("Đăk Hà"))
    goods.open()

    assert goods.titles("cà phê") == ["Cà phê Đăk Hà"]
