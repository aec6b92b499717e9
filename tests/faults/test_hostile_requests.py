"""What no form of ours sends. Each is refused with nothing changed; with the guard taken away each does its harm."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from catalogue.places.models import Ward
from shop.basket import deeds, problems
from shop.basket.models import Basket, Line
from shop.checkout import submit as room
from shop.order.models import Order
from shop.partner import market
from shop.payment.attempts import PaymentAttempt
from shop.stock.models import Balance
from tests.factories import a_product, a_ward
from tests.factories.ordering import a_service
from tests.shop.checkout.shopping import a_visitor, places, says_where, sees

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    a_service("thuong")
    return a_product(price=100_000, on_hand=5)


@pytest.fixture
def unguarded(monkeypatch):
    """Take guards away: unguarded(room, "guard", …) makes each do nothing."""

    def take_away(where, *names):
        for name in names:
            monkeypatch.setattr(where, name, lambda *asked, **more: None)

    return take_away


def units_in(visitor) -> list[int]:
    return [line.quantity for line in visitor.get(reverse("basket:summary")).context["basket"].all_lines()]


# A total that the page never showed


def asked_for_one_dong(product) -> list[int]:
    visitor = a_visitor((product, 1))
    says_where(visitor)
    places(visitor, pays_by="vietqr", total="1")
    return [attempt.amount for attempt in PaymentAttempt.objects.all()]


def test_nobody_names_their_own_price(product):
    assert asked_for_one_dong(product) == []


def test_unless_the_total_is_compared_it_is_ordered_at_one_that_was_never_agreed_to(product, unguarded):
    unguarded(room, "_agree")

    (amount,) = asked_for_one_dong(product)
    assert amount > 1


# A quantity that is none

DOORS = {
    "0": ("basket:change", Line),
    "-1": ("basket:add", Line.product.field.related_model),
    "1000000000": ("basket:change", Line),
}


def two_units_and_then(quantity: str, product) -> list[int]:
    visitor = a_visitor((product, 2))
    door, model = DOORS[quantity]
    visitor.post(reverse(door, args=[model.objects.get().pk]), {"quantity": quantity})
    return units_in(visitor)


@pytest.mark.parametrize("quantity", DOORS)
def test_a_strange_quantity_leaves_the_basket_as_it_was(product, quantity):
    assert two_units_and_then(quantity, product) == [2]


@pytest.mark.parametrize(("quantity", "left"), [("0", [0]), ("-1", [1]), ("1000000000", [1_000_000_000])])
def test_unless_quantities_are_read_with_care_the_basket_takes_them(product, quantity, left, monkeypatch, unguarded):
    monkeypatch.setattr(deeds, "_read", int)
    if quantity == "1000000000":
        unguarded(deeds, "_refuse_unless_buyable", "_refuse_too_many")

    assert two_units_and_then(quantity, product) == left


# Somebody else's basket


def takes_from_another(product) -> list[int]:
    owner, thief = a_visitor((product, 2)), a_visitor()
    line = Line.objects.get()
    thief.post(reverse("basket:change", args=[line.pk]), {"quantity": "5"})
    return units_in(owner)


def test_a_line_is_changed_only_from_its_own_basket(product):
    assert takes_from_another(product) == [2]


def test_unless_lines_are_sought_in_the_basket_a_stranger_changes_them(product, monkeypatch):
    def anywhere(basket: Basket, line_id: int) -> Line:
        line = Line.objects.get(pk=line_id)
        line.basket.strategy = basket.strategy
        return line

    monkeypatch.setattr(deeds, "_line", anywhere)

    assert takes_from_another(product) == [5]


# A ward that is none any more


def sent_to_a_ward_that_ended(product) -> list[str]:
    gone = a_ward("26740", "Phường Bến Nghé", valid_to=localdate())
    visitor = a_visitor((product, 1))
    says_where(visitor, province=gone.province.code, ward=gone.code)
    if visitor.get(reverse("checkout:review")).status_code == 200:
        places(visitor)
    return [order.shipping_address.ward.code for order in Order.objects.all()]


def test_nothing_is_sent_to_a_ward_that_ended(product):
    assert sent_to_a_ward_that_ended(product) == []


def test_unless_wards_are_asked_whether_they_still_are_it_is_sent_there(product, monkeypatch):
    everything = type(Ward.objects.all())
    monkeypatch.setattr(Ward, "is_valid_on", lambda self, day: True)
    monkeypatch.setattr(everything, "current", lambda self: self.all())
    monkeypatch.setattr(everything, "valid_on", lambda self, day: self.all())

    assert sent_to_a_ward_that_ended(product) == ["26740"]


# Goods taken off the market in between


def withdrawn_before_the_last_press(product) -> tuple[int, int]:
    visitor = a_visitor((product, 1))
    says_where(visitor)
    shown = sees(visitor, pays_by="cash")
    type(product).objects.update(is_public=False)
    visitor.post(reverse("checkout:review"), shown | {"terms": "1", "place": "1", "pays_by": "cash"})
    return Order.objects.count(), Balance.objects.get().reserved


def test_what_was_withdrawn_is_not_ordered(product):
    assert withdrawn_before_the_last_press(product) == (0, 0)


def test_unless_checkout_and_price_both_ask_again_it_is_ordered(product, unguarded):
    unguarded(problems, "sale_refusal")
    unguarded(market, "sale_refusal")

    assert withdrawn_before_the_last_press(product) == (1, 1)
