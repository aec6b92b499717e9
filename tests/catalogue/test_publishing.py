from datetime import date, timedelta
from decimal import Decimal

import pytest

from catalogue.models import Product
from catalogue.publishing import Refusal, sale_refusal
from tests.factories import a_certificate, a_producer, a_product

DAY = date(2026, 11, 20)
LONG_AGO, YESTERDAY, TOMORROW, LATER = (DAY + timedelta(days=n) for n in (-1000, -1, 1, 900))

PAPERS = {
    "none": [],
    "valid": [{"issued_on": LONG_AGO, "expires_on": LATER}],
    "valid for the last day": [{"issued_on": LONG_AGO, "expires_on": DAY}],
    "valid from today": [{"issued_on": DAY, "expires_on": LATER}],
    "lapsed": [{"issued_on": LONG_AGO, "expires_on": YESTERDAY}],
    "extended": [{"issued_on": LONG_AGO, "expires_on": YESTERDAY, "extended_until": DAY}],
    "extension over": [{"issued_on": LONG_AGO, "expires_on": DAY - timedelta(days=9), "extended_until": YESTERDAY}],
    "revoked today": [{"issued_on": LONG_AGO, "expires_on": LATER, "revoked_on": DAY, "revoked_because": "Hồ sơ sai"}],
    "to be revoked": [
        {"issued_on": LONG_AGO, "expires_on": LATER, "revoked_on": TOMORROW, "revoked_because": "Hồ sơ sai"}
    ],
    "not yet in force": [{"issued_on": TOMORROW, "expires_on": LATER}],
    "lapsed, then certified anew": [
        {"issued_on": LONG_AGO, "expires_on": YESTERDAY},
        {"issued_on": DAY, "expires_on": LATER},
    ],
    "lapsed, then revoked": [
        {"issued_on": LONG_AGO, "expires_on": DAY - timedelta(days=500)},
        {"issued_on": DAY - timedelta(days=400), "expires_on": LATER, "revoked_on": DAY, "revoked_because": "Vi phạm"},
    ],
    "lapsed, the next one not yet in force": [
        {"issued_on": LONG_AGO, "expires_on": YESTERDAY},
        {"issued_on": TOMORROW, "expires_on": LATER},
    ],
}


def a_family(*, papers, **facts):
    """The product as one thing, and the same as a parent with a size."""
    alone = a_product(stars=None, **facts)
    parent = a_product(stars=None, structure="parent", **facts)
    child = Product.objects.create(structure="child", parent=parent, title="Chai nhỏ", is_public=facts["is_public"])
    for holder in (alone, parent):
        for paper in PAPERS[papers]:
            a_certificate(holder, **paper)
    return [alone, parent, child]


@pytest.mark.parametrize(
    ("papers", "refusal"),
    [
        ("none", Refusal.NO_CERTIFICATE),
        ("not yet in force", Refusal.NO_CERTIFICATE),
        ("lapsed", Refusal.CERTIFICATE_LAPSED),
        ("extension over", Refusal.CERTIFICATE_LAPSED),
        ("lapsed, the next one not yet in force", Refusal.CERTIFICATE_LAPSED),
        ("revoked today", Refusal.CERTIFICATE_REVOKED),
        ("lapsed, then revoked", Refusal.CERTIFICATE_REVOKED),
        ("valid", None),
        ("extended", None),
        ("to be revoked", None),
    ],
)
def test_never_certified_lapsed_and_revoked_are_told_apart(db, papers, refusal):
    family = a_family(papers=papers, is_public=True)

    answers = [sale_refusal(product, DAY) for product in family]

    assert answers == [refusal] * 3


def test_each_refusal_has_words_of_its_own():
    assert len({str(refusal.sentence) for refusal in Refusal}) == len(Refusal)
    assert len({str(refusal.note) for refusal in Refusal}) == len(Refusal)


def test_an_unknown_policy_blocks(db, settings):
    settings.SALE_WITHOUT_CERTIFICATE = "sell everything"

    assert sale_refusal(a_product(stars=None), DAY) == Refusal.NO_CERTIFICATE


def test_the_limit_of_alcohol_is_a_setting(db, settings):
    settings.ALCOHOL_CONTACT_ONLY_ABV = 5.5
    wine = a_product(abv=Decimal("5.5"))

    assert sale_refusal(wine, DAY) == Refusal.CONTACT_ONLY
    assert list(Product.objects.sellable_on(DAY)) == []


def test_a_size_is_hidden_with_its_parent(db):
    __, parent, child = a_family(papers="valid", is_public=True)
    Product.objects.filter(pk=parent.pk).update(is_public=False)
    child = Product.objects.with_facts(DAY).get(pk=child.pk)

    assert sale_refusal(child, DAY) == Refusal.NOT_PUBLIC


@pytest.mark.parametrize(("state", "is_shown"), [("verified", True), ("applied", True), ("suspended", False)])
def test_goods_of_a_suspended_producer_are_not_on_show(db, state, is_shown):
    shown = a_product(producer=a_producer(verification=state))
    a_product(producer=a_producer(verification=state), is_public=False)

    assert list(Product.objects.browsable()) == ([shown] if is_shown else [])


def test_stars_appear_only_while_the_certificate_holds(db):
    lapsed, valid = a_product(stars=None), a_product(stars=5)
    a_certificate(lapsed, stars=4, issued_on=LONG_AGO, expires_on=YESTERDAY)

    assert (lapsed.certificate_on(DAY), valid.certificate_on(DAY).stars) == (None, 5)
    assert list(Product.objects.certified_on(DAY)) == [valid]
