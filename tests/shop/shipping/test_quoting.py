import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.places.models import Province
from shop.shipping.quoting import Goods, Quote, can_carry, charged_weight, quote, quotes, steps_beyond, zone_between
from shop.shipping.tariffs import Rate, Service, Surcharge, Zone

HERE = Province(pk=1, code="48", region="centre")
NEAR = Province(pk=2, code="51", region="centre")
FAR = Province(pk=3, code="01", region="north")
RATES = {Zone.SAME_PROVINCE: 16_000, Zone.SAME_REGION: 22_000, Zone.BETWEEN_REGIONS: 30_000}


class Rows(list):
    def all(self):
        return self


class AService(Service):
    """A service with its rows in memory, so that properties are tried hundreds of times without a database."""

    class Meta:
        proxy = True
        app_label = "shipping"

    rates = surcharges = Rows()


def a_service(*, first_g=500, step=5_000, surcharges=None, **facts) -> AService:
    service = AService(code="thuong", carrier="Bưu điện", name="Thường", **facts)
    service.rates = Rows(
        Rate(zone=zone, first_g=first_g, base=base, step=step, days_min=1, days_max=3) for zone, base in RATES.items()
    )
    service.surcharges = Rows(Surcharge(cause=cause, amount=amount) for cause, amount in (surcharges or {}).items())
    return service


def fee(*goods, service=None, to=HERE, cash=False):
    found = quote(goods=goods, origin=HERE, destination=to, service=service or a_service(), cash=cash)
    return found and found.fee


def of_grams(grams, quantity=1, **facts):
    return Goods(quantity=quantity, weight_g=grams, **facts)


grams = st.integers(min_value=1, max_value=60_000)


@given(grams, grams)
def test_more_weight_never_costs_less(one, other):
    lighter, heavier = sorted((one, other))

    assert fee(of_grams(lighter)) <= fee(of_grams(heavier))


@given(st.integers(min_value=0, max_value=80), st.integers(min_value=1, max_value=2_000))
def test_the_price_steps_exactly_behind_each_500_g(steps, first_g):
    service = a_service(first_g=first_g)
    edge = first_g + 500 * steps

    assert fee(of_grams(edge), service=service) == 16_000 + 5_000 * steps
    assert fee(of_grams(edge + 1), service=service) == 16_000 + 5_000 * (steps + 1)


@given(st.lists(st.tuples(grams, st.integers(1, 9)), min_size=1, max_size=5))
def test_a_parcel_weighs_what_is_in_it(contents):
    goods = [of_grams(weight, quantity) for weight, quantity in contents]

    assert charged_weight(goods, 5000) == sum(weight * quantity for weight, quantity in contents)


@given(grams, st.integers(1, 2_000), st.integers(1, 2_000), st.integers(1, 2_000))
def test_the_carrier_charges_for_the_greater_of_scales_and_volume(weight, length, width, height):
    volume = length * width * height

    charged = charged_weight([of_grams(weight, volume_mm3=volume)], 5000)

    assert charged == max(weight, -(-volume // 5000))


def test_a_box_of_20_by_20_by_25_cm_weighs_two_kilograms_to_the_carrier():
    assert charged_weight([of_grams(300, volume_mm3=200 * 200 * 250)], 5000) == 2_000


@pytest.mark.parametrize(
    ("to", "zone"), [(HERE, Zone.SAME_PROVINCE), (NEAR, Zone.SAME_REGION), (FAR, Zone.BETWEEN_REGIONS)]
)
def test_the_zone_comes_from_the_two_provinces(to, zone):
    assert (zone_between(HERE, to), zone_between(to, HERE)) == (zone, zone)
    assert fee(of_grams(500), to=to) == RATES[zone]


def test_surcharges_are_added_once_for_a_parcel():
    service = a_service(surcharges={"fragile": 3_000, "cash": 8_000, "chilled": 20_000})
    bottles = [of_grams(100, 3, is_fragile=True), of_grams(100, 1, is_fragile=True)]

    assert fee(*bottles, service=service, cash=True) == 16_000 + 3_000 + 8_000


@pytest.mark.parametrize(
    ("goods", "service"),
    [
        (of_grams(100, is_chilled=True), {"carries_chilled": False}),
        (of_grams(100, is_bulky=True), {"carries_bulky": False}),
        (of_grams(100, is_pickup_only=True), {"carries_chilled": True, "carries_bulky": True}),
    ],
)
def test_a_service_refuses_what_it_does_not_carry(goods, service):
    service = a_service(**service)

    assert (can_carry(service, [goods], cash=False), fee(goods, service=service)) == (False, None)
    assert fee(of_grams(100), service=service) == 16_000


def test_a_service_that_takes_no_cash_is_not_offered_for_it():
    service = a_service(takes_cash=False)

    assert (fee(of_grams(100), service=service, cash=True), fee(of_grams(100), service=service)) == (None, 16_000)


def test_the_cheapest_service_comes_first():
    slow, fast = a_service(step=1_000), a_service(step=9_000)

    found = quotes(goods=[of_grams(900)], origin=HERE, destination=HERE, services=[fast, slow], cash=False)

    assert found == [
        Quote(service=slow, fee=17_000, days_min=1, days_max=3, weight_g=900),
        Quote(service=fast, fee=25_000, days_min=1, days_max=3, weight_g=900),
    ]


def test_within_the_first_grams_there_is_no_step():
    assert [steps_beyond(weight, 500) for weight in (1, 499, 500, 501, 1_000, 1_001)] == [0, 0, 0, 1, 1, 2]
