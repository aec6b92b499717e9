import pytest
from django.utils.timezone import now

from shop.basket import deeds
from shop.basket.exceptions import CannotChange
from tests.factories import a_basket, a_certificate, a_product, a_shopper
from tests.factories.sizes import a_product_in_sizes


@pytest.fixture(autouse=True)
def _english():
    from django.utils.translation import override

    with override("en"):
        yield


def contents(basket) -> list[tuple]:
    return [(line.product, line.quantity) for line in type(basket).objects.get(pk=basket.pk).lines.order_by("pk")]


def put_in(basket, product, quantity="1"):
    return deeds.put_in(basket=basket, product_id=getattr(product, "pk", product), quantity=quantity, at=now())


def test_goods_put_in_twice_are_one_line(db):
    product, basket = a_product(on_hand=5), a_basket()

    put_in(basket, product, "2")
    put_in(basket, product, "3")

    assert contents(basket) == [(product, 5)]


HOSTILE = ["0", "-1", "1000000000", "1e3", "1.5", "hai", "", "  ", "٣", "9" * 5000, "1; DROP TABLE", "1000"]


@pytest.mark.parametrize("quantity", HOSTILE)
def test_no_strange_quantity_is_put_in(db, quantity):
    product = a_product(on_hand=5)
    basket = a_basket((product, 1))

    with pytest.raises(CannotChange) as refusal:
        put_in(basket, product, quantity)

    assert refusal.value.sentence == "Write how many as a whole number from 1 to 999. Your basket is as it was."
    assert contents(basket) == [(product, 1)]


@pytest.mark.parametrize("quantity", HOSTILE)
def test_no_line_takes_a_strange_quantity(db, quantity):
    product = a_product(on_hand=5)
    basket = a_basket((product, 2))

    with pytest.raises(CannotChange):
        deeds.change(basket=basket, line_id=basket.lines.get().pk, quantity=quantity)

    assert contents(basket) == [(product, 2)]


def test_no_more_is_put_in_than_is_left(db):
    product = a_product("Nước mắm", on_hand=5)
    basket = a_basket((product, 3))

    with pytest.raises(CannotChange) as refusal:
        put_in(basket, product, "3")

    said = "Nước mắm: Only 5 left, and your basket holds 3 already. Your basket is as it was."
    assert (refusal.value.sentence, contents(basket)) == (said, [(product, 3)])


def test_a_line_is_not_raised_above_what_is_left(db):
    product = a_product("Nước mắm", on_hand=5)
    basket = a_basket((product, 3))

    with pytest.raises(CannotChange) as refusal:
        deeds.change(basket=basket, line_id=basket.lines.get().pk, quantity="6")

    assert refusal.value.sentence == "Nước mắm: Only 5 left. Your basket is as it was."
    assert contents(basket) == [(product, 3)]


def test_a_line_is_lowered_and_raised(db):
    product = a_product(on_hand=5)
    basket = a_basket((product, 3))

    for quantity in ("1", "5"):
        deeds.change(basket=basket, line_id=basket.lines.get().pk, quantity=quantity)

    assert contents(basket) == [(product, 5)]


def unknown(db):
    return 10**30


def parent(db):
    return a_product_in_sizes(90_000)[0]


def off_the_shelves(db):
    return a_product(on_hand=3, is_public=False)


def without_price(db):
    product = a_product(on_hand=3)
    product.stockrecords.all().delete()
    return product


def free_of_charge(db):
    return a_product(on_hand=3, price=0)


def uncertified(db):
    return a_product(on_hand=3, stars=None)


def sold_out(db):
    return a_product(on_hand=0)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (unknown, "not sold here any more"),
        (parent, "Choose a size first."),
        (off_the_shelves, "taken off the shelves"),
        (without_price, "no price yet"),
        (free_of_charge, "no price yet"),
        (uncertified, "no OCOP certificate yet"),
        (sold_out, "Sold out for now."),
    ],
)
def test_what_cannot_be_bought_is_not_put_in(db, make, words):
    held = a_product("Chè", on_hand=5)
    basket = a_basket((held, 1))

    with pytest.raises(CannotChange) as refusal:
        put_in(basket, make(db))

    assert words in refusal.value.sentence
    assert contents(basket) == [(held, 1)]


def test_a_size_is_put_in_by_itself(db):
    __, (__, large) = a_product_in_sizes(90_000, 150_000)
    basket = a_basket()

    put_in(basket, large)

    assert contents(basket) == [(large, 1)]
    assert basket.total_incl_tax == 150_000


def test_a_basket_holds_at_most_999_units(db):
    one, other = a_product(on_hand=900), a_product("Chè", on_hand=900)
    basket = a_basket((one, 900))

    with pytest.raises(CannotChange) as refusal:
        put_in(basket, other, "100")

    assert refusal.value.sentence.startswith("A basket holds at most 999 units.")
    assert contents(basket) == [(one, 900)]


def test_nobody_touches_a_line_of_another_basket(db):
    mine, theirs = a_basket((a_product(on_hand=5), 1)), a_basket((a_product("Chè", on_hand=5), 2))
    before = contents(theirs)

    for deed, more in ((deeds.change, {"quantity": "5"}), (deeds.take_out, {})):
        with pytest.raises(CannotChange):
            deed(basket=mine, line_id=theirs.lines.get().pk, **more)

    assert contents(theirs) == before


def test_a_line_is_taken_out_also_when_it_can_no_longer_be_bought(db):
    product = a_product(on_hand=5)
    basket = a_basket((product, 2))
    product.certificates.all().delete()

    deeds.take_out(basket=basket, line_id=basket.lines.get().pk)

    assert contents(basket) == []


def test_a_certificate_valid_again_lets_goods_in_again(db):
    product, basket = a_product(on_hand=5, stars=None), a_basket(owner=a_shopper())
    with pytest.raises(CannotChange):
        put_in(basket, product)

    a_certificate(product)
    put_in(basket, product)

    assert contents(basket) == [(product, 1)]


def test_without_the_gate_uncertified_goods_would_be_put_in(db, monkeypatch):
    monkeypatch.setattr("shop.partner.market.sale_refusal", lambda product, day: None)
    product, basket = uncertified(db), a_basket()

    put_in(basket, product)

    assert contents(basket) == [(product, 1)]


def test_without_the_count_of_what_is_left_too_many_would_be_put_in(db, monkeypatch):
    monkeypatch.setattr("shop.partner.sale.OnShelf.is_purchase_permitted", lambda self, quantity: (True, ""))
    product, basket = a_product(on_hand=5), a_basket()

    put_in(basket, product, "6")

    assert contents(basket) == [(product, 6)]
