"""Entries say what the tables say, whatever happened to the tables and in whatever order."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase

from catalogue.certification import life
from catalogue.models import Product
from catalogue.places.loading import load
from catalogue.places.models import Province, Ward
from catalogue.search import choosing, places, remembered
from catalogue.search.database import tallying
from catalogue.search.entries.building import FACTS, facts_of
from catalogue.search.entries.refreshing import rebuild, refresh_turned
from catalogue.search.models import Entry, Tally, Words
from catalogue.search.question import Question
from shop.stock import ledger
from shop.stock.models import Balance
from tests.factories import a_certificate, a_criteria_set, a_product, a_province, a_shelf, a_ward
from tests.factories.sizes import a_product_in_sizes
from tests.thoroughness import examples

number = count(1)


def differences() -> list:
    """(product, what its entry says, what it should say); the pages would be wrong by these."""
    keys = list(Product.objects.filter(parent=None).values_list("pk", flat=True))
    should = facts_of(keys, day=localdate())
    said = {entry.pk: {fact: getattr(entry, fact) for fact in FACTS} for entry in Entry.objects.all()}
    return [(key, said.get(key), should.get(key)) for key in {*said, *should} if said.get(key) != should.get(key)]


def told_and_counted() -> tuple:
    """What the tally says, and what counting all entries says."""
    told = Tally.objects.get().counts
    tallying.recount(day=localdate())
    return _without_nothing(told), _without_nothing(Tally.objects.get().counts)


def _without_nothing(counts: dict) -> dict:
    return {(within, facet): said for within, its in counts.items() for facet, said in its.items() if said}


def rename(product, n):
    product.title = f"Chè dây {n}"
    product.save()


def hide_or_show(product, n):
    product.is_public = not product.is_public
    product.save(update_fields=["is_public"])


def reprice(product, n):
    record = product.stockrecords.first() or product.children.first().stockrecords.first()
    record.price = 10_000 * (n + 1)
    record.save()


def rename_maker(product, n):
    product.producer.name = f"Hợp tác xã Trà My {n}"
    product.producer.save()


def suspend_maker(product, n):
    product.producer.verification = ("verified", "suspended", "applied")[n % 3]
    product.producer.save()


def certify(product, n):
    a_certificate(product, stars=3 + n % 3, issued_on=localdate() - timedelta(days=n))


def revoke(product, n):
    held = product.certificates.filter(revoked_on=None).first()
    if held:
        life.revoke(certificate=held, on=max(localdate(), held.issued_on) + timedelta(days=n % 3), because="Kiểm tra")


def move(product, n):
    product.origin_ward = a_ward(f"2041{n}", f"Phường Số {n}")
    product.save()


def regroup(product, n):
    product.criteria_set = a_criteria_set(21 if n % 2 else 9, group="craft" if n % 2 else "food")
    product.save()


def receive(product, n):
    a_shelf(product.children.first() or product, on_hand=1 + n)


def sell_out(product, n):
    goods = [product, *product.children.all()]
    for balance in Balance.objects.filter(lot__product__in=goods, on_hand__gt=0).select_related("lot", "location"):
        ledger.write_off(
            lot=balance.lot,
            location=balance.location,
            quantity=balance.on_hand,
            kind="damage",
            reason="Mưa dột",
            source_key=f"test:out:{next(number)}",
            at=now(),
        )


CHANGES = (
    rename, hide_or_show, reprice, rename_maker, suspend_maker, certify, revoke, move, regroup, receive, sell_out,
)  # fmt: skip


class EntriesTests(TransactionTestCase):
    @settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        changes=st.lists(
            st.tuples(st.sampled_from(CHANGES), st.integers(0, 1), st.integers(0, 5)), min_size=4, max_size=12
        )
    )
    def test_after_any_changes_entries_are_what_a_rebuild_would_make(self, changes):
        goods = [a_product("Nước mắm Cửa Khe"), a_product_in_sizes(90_000, 150_000)[0]]

        for change, which, n in changes:
            change(Product.objects.get(pk=goods[which].pk), n)

        self.assertEqual(differences(), [])
        told, counted = told_and_counted()
        self.assertEqual(told, counted)
        self.assertEqual(rebuild(), [])
        self.assertEqual(Words.objects.count(), 2)

    def test_a_change_without_signals_is_seen_by_the_comparison(self):
        """The control: what the test above relies on does find a difference."""
        product = a_product("Nước mắm Cửa Khe")

        Product.objects.filter(pk=product.pk).update(title="Nước tương")

        self.assertEqual([(key, said["title"], should["title"]) for key, said, should in differences()],
                         [(product.pk, "Nước mắm Cửa Khe", "Nước tương")])  # fmt: skip
        self.assertEqual(rebuild(), [product.pk])

    def test_units_loaded_in_bulk_are_told_too(self):
        load()
        ward = Ward.objects.current().filter(predecessors__isnull=False).first()
        before = ward.predecessors.first()
        a_product("Nước mắm Cửa Khe", origin_ward=ward)
        self.assertIn(before.name, Entry.objects.get().place)
        Ward.objects.filter(pk__in=[ward.pk, before.pk]).update(name="Xã Gõ Nhầm")
        rebuild()

        load()

        self.assertEqual(differences(), [])
        self.assertIn(ward.name, Entry.objects.get().place)
        self.assertIn(before.name, Entry.objects.get().place)

    def test_a_unit_of_before_is_renamed(self):
        danang = a_province()
        product = a_product("Nước mắm Cửa Khe", origin_ward=a_ward("20794", "Xã Thăng An", danang))
        before = Province.objects.create(
            code="49", name="Tỉnh Quảng Nam", valid_from=date(2025, 1, 1), valid_to=date(2025, 7, 1)
        )
        before.successors.add(danang)
        rebuild()

        before.name = "Tỉnh Quảng Đà"
        before.save()

        self.assertEqual(Entry.objects.get(product=product).place.count("Tỉnh Quảng Đà"), 1)

    def test_a_sale_that_leaves_some_writes_no_entry(self):
        shelf = a_shelf(a_product(), on_hand=3)
        facts = {"lot": shelf.lot, "location": shelf.location, "kind": "damage", "reason": "Vỡ", "at": now()}
        before = Entry.objects.get().version

        ledger.write_off(quantity=2, source_key="test:some", **facts)
        after_some = Entry.objects.get()
        ledger.write_off(quantity=1, source_key="test:rest", **facts)
        after_all = Entry.objects.get()

        self.assertEqual((after_some.version, after_some.is_in_stock), (before, True))
        self.assertEqual((after_all.version, after_all.is_in_stock), (before + 1, False))


def stars_shown(*, day) -> dict:
    return choosing.find(Question(), day=day).facets["stars"]


@pytest.mark.django_db
def test_a_certificate_that_lapsed_counts_no_more_though_nothing_was_written_since():
    held = a_certificate(a_product(stars=None), stars=4, expires_on=localdate() + timedelta(days=10))
    rebuild()

    assert (stars_shown(day=held.expires_on), stars_shown(day=held.expires_on + timedelta(days=1))) == ({"4": 1}, {})


@pytest.mark.django_db
def test_the_certificate_that_comes_after_it_counts_once_the_day_has_turned():
    product = a_product(stars=None)
    last = a_certificate(product, stars=3, expires_on=localdate() + timedelta(days=10)).expires_on
    a_certificate(product, stars=5, issued_on=last + timedelta(days=1), expires_on=last + timedelta(days=900))
    rebuild()

    turned = refresh_turned(day=last + timedelta(days=1))

    assert (turned, stars_shown(day=last + timedelta(days=1))) == ([product.pk], {"5": 1})
    assert refresh_turned(day=last + timedelta(days=1)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{}, {"group": ("food",)}, {"group": ("craft",)}, {"group": ("visit",)}])
def test_a_list_of_a_group_counts_by_the_tally_as_it_would_by_its_entries(asked):
    ward = a_ward("20794", "Xã Thăng An")
    for number, (group, stars, units) in enumerate(
        [("food", 3, 5), ("food", 4, None), ("food", None, 2), ("craft", 5, 1), ("craft", 3, None)]
    ):
        criteria = a_criteria_set(number, group)
        a_product(f"Hàng {number}", stars=stars, on_hand=units, criteria_set=criteria, origin_ward=ward)
    rebuild()
    by_tally = choosing.find(Question(**asked), day=localdate())
    Tally.objects.all().delete()
    remembered.forget()

    assert by_tally == choosing.find(Question(**asked), day=localdate())


@pytest.mark.django_db
def test_a_product_that_is_deleted_is_counted_no_more():
    a_product("Nước mắm Cửa Khe")
    gone = a_product("Mật ong")
    rebuild()
    before = choosing.find(Question(), day=localdate()).count

    Entry.objects.get(product=gone).delete()
    remembered.forget()

    assert (before, choosing.find(Question(), day=localdate()).count) == (2, 1)


@pytest.mark.django_db
def test_lists_of_goods_are_counted_without_reading_through_them():
    a_product("Nước mắm Cửa Khe")
    rebuild()
    places.provinces()

    with CaptureQueriesContext(connection) as asked:
        choosing.find(Question(group=("food",)), day=localdate())

    assert [query["sql"] for query in asked if "GROUP BY" in query["sql"]] == []
