from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from django.utils.translation import override

from catalogue.models import Product
from catalogue.publishing import Refusal
from shop.basket.models import Basket
from shop.basket.problems import Trouble, price_changes_of, problems_of
from tests.factories import a_basket, a_product


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def again(basket: Basket) -> Basket:
    """The basket as the next request finds it."""
    found = Basket.objects.get(pk=basket.pk)
    found.strategy = basket.strategy
    return found


def lapse(product):
    product.certificates.update(expires_on=localdate() - timedelta(days=1))


def revoke(product):
    product.certificates.update(revoked_on=localdate(), revoked_because="Hồ sơ sai")


def hide(product):
    Product.objects.filter(pk=product.pk).update(is_public=False)


def suspend(product):
    product.producer.verification = "suspended"
    product.producer.save()


def sell_out(product):
    product.stockrecords.update(num_in_stock=0)


def sell_some(product):
    product.stockrecords.update(num_in_stock=2)


def unprice(product):
    product.stockrecords.update(price=None)


@pytest.mark.parametrize(
    ("happening", "kind", "words", "left"),
    [
        (lapse, Refusal.CERTIFICATE_LAPSED, "certificate has run out", 0),
        (revoke, Refusal.CERTIFICATE_REVOKED, "certificate was withdrawn", 0),
        (hide, Refusal.NOT_PUBLIC, "taken off the shelves", 0),
        (suspend, Refusal.PRODUCER_NOT_VERIFIED, "not verified its producer", 0),
        (sell_out, Trouble.SOLD_OUT, "sold out", 0),
        (sell_some, Trouble.TOO_FEW_LEFT, "Only 2 left, and you want 3.", 2),
        (unprice, Trouble.NOT_OFFERED, "cannot be bought online now", 0),
    ],
)
def test_what_happened_since_is_said_on_its_line(db, happening, kind, words, left):
    product, fine = a_product(on_hand=5), a_product("Chè", on_hand=5)
    basket = a_basket((product, 3), (fine, 1))
    assert problems_of(basket, at=now()) == []

    happening(product)
    (problem,) = problems_of(again(basket), at=now())

    assert (problem.line.product, problem.kind, problem.left) == (product, kind, left)
    assert words in problem.sentence
    assert problem.sentence.endswith("to go on.")


def test_the_gate_asks_for_the_day_of_the_order(db):
    product = a_product(on_hand=5)
    product.certificates.update(expires_on=localdate())
    basket = a_basket((product, 1))

    kinds = [[p.kind for p in problems_of(basket, at=now() + timedelta(days=days))] for days in (0, 1)]

    assert kinds == [[], [Refusal.CERTIFICATE_LAPSED]]


def test_two_lines_of_one_product_are_added_up(db):
    product = a_product(on_hand=5)
    basket = a_basket((product, 3))
    line = basket.lines.get()
    line.pk, line.line_reference = None, "with-another-option"
    line.save()

    problems = problems_of(again(basket), at=now())

    assert [(problem.kind, problem.left) for problem in problems] == [(Trouble.TOO_FEW_LEFT, 5)] * 2


def test_an_empty_basket_has_no_problem(db):
    assert problems_of(a_basket(), at=now()) == []
    assert problems_of(Basket(), at=now()) == []


def test_a_changed_price_is_said_and_does_not_block(db):
    product = a_product(on_hand=5, price=120_000)
    basket = a_basket((product, 2))
    assert price_changes_of(basket) == []

    product.stockrecords.update(price=135_000)
    basket = again(basket)
    (change,) = price_changes_of(basket)

    assert (change.before, change.now) == (120_000, 135_000)
    assert (problems_of(basket, at=now()), basket.total_incl_tax) == ([], 270_000)
