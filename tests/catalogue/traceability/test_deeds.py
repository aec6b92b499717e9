from datetime import date

import pytest
from django.utils import translation

from catalogue.traceability.deeds import make_lot
from catalogue.traceability.exceptions import BadLotCode, EmptyLot, LotCodeTaken, LotExpiresBeforeMade, LotOfNoSize
from catalogue.traceability.models import Lot
from tests.factories import a_product

pytestmark = pytest.mark.django_db

FACTS = {"code": "CK-2610", "made_on": date(2026, 10, 1), "expires_on": date(2028, 10, 1), "quantity": 200}


def test_a_lot_is_made():
    lot = make_lot(product=a_product(), **FACTS)

    assert Lot.objects.values("code", "made_on", "expires_on", "quantity").get(pk=lot.pk) == FACTS


def test_saying_it_twice_is_saying_it_once():
    goods = a_product()

    first, second = make_lot(product=goods, **FACTS), make_lot(product=goods, **FACTS)

    assert (first, Lot.objects.count()) == (second, 1)


@pytest.mark.parametrize("change", [{"quantity": 201}, {"expires_on": None}, {"made_on": date(2026, 10, 2)}])
def test_a_code_means_one_lot_of_a_product(change):
    goods = a_product()
    make_lot(product=goods, **FACTS)

    with pytest.raises(LotCodeTaken) as refusal:
        make_lot(product=goods, **(FACTS | change))

    assert (refusal.value.code, refusal.value.product) == ("CK-2610", goods)
    assert Lot.objects.values_list("quantity", "expires_on").get() == (200, date(2028, 10, 1))


def test_two_products_may_use_one_code():
    make_lot(product=a_product(), **FACTS)
    make_lot(product=a_product("Mắm nêm"), **FACTS)

    assert Lot.objects.count() == 2


@pytest.mark.parametrize("code", ["", "LÔ-1", "CK 2610", "CK#1", "x" * 21, "CK-1\n"])
def test_a_code_fits_gs1(code):
    with pytest.raises(BadLotCode) as refusal:
        make_lot(product=a_product(), **(FACTS | {"code": code}))

    assert (refusal.value.code, Lot.objects.count()) == (code, 0)


def test_a_lot_holds_something_and_does_not_expire_before_it_is_made():
    goods = a_product()

    with pytest.raises(EmptyLot):
        make_lot(product=goods, **(FACTS | {"quantity": 0}))
    with pytest.raises(LotExpiresBeforeMade) as refusal:
        make_lot(product=goods, **(FACTS | {"expires_on": date(2026, 9, 30)}))

    assert (refusal.value.made_on, refusal.value.expires_on) == (date(2026, 10, 1), date(2026, 9, 30))
    assert Lot.objects.count() == 0


def test_goods_that_come_in_sizes_have_lots_by_size():
    parent = a_product(structure="parent")

    with pytest.raises(LotOfNoSize):
        make_lot(product=parent, **FACTS)


def test_a_refusal_is_a_sentence():
    with translation.override("en"):
        refusal = EmptyLot()

    assert str(refusal) == "A lot holds at least one unit."
