import pytest

from shop.payment.houses import choosing
from shop.payment.houses.choosing import Refusal
from tests.factories import a_product


def test_all_three_are_offered_for_ordinary_goods(settings):
    settings.STRIPE_SECRET_KEY = "sk_test_fake"

    assert choosing.offered_for(total=120_000, products=[a_product()]) == ["stripe", "vietqr", "cash"]


def test_without_its_key_the_card_is_absent(settings):
    settings.STRIPE_SECRET_KEY = ""

    assert choosing.offered_for(total=120_000, products=[a_product()]) == ["vietqr", "cash"]


@pytest.mark.parametrize(
    ("house", "total", "abv", "why"),
    [
        ("stripe", 14_999, None, Refusal.BELOW_MINIMUM),
        ("stripe", 15_000, None, None),
        ("cash", 5_000_000, None, None),
        ("cash", 5_000_001, None, Refusal.ABOVE_CASH_LIMIT),
        ("cash", 120_000, "5.4", None),
        ("cash", 120_000, "5.5", Refusal.ALCOHOL),
        ("vietqr", 120_000, "5.5", None),
        ("vietqr", 0, None, Refusal.NOTHING_TO_PAY),
        ("cheque", 120_000, None, Refusal.NO_ACCOUNT),
    ],
)
def test_each_refusal_has_its_rule(settings, house, total, abv, why):
    settings.STRIPE_SECRET_KEY = "sk_test_fake"
    wine = a_product(abv=abv)
    wine.refresh_from_db()

    assert choosing.refusal(house, total=total, products=[a_product(), wine]) == why


def test_without_an_account_there_is_no_transfer(settings):
    settings.VIETQR_ACCOUNT = ""

    assert choosing.refusal("vietqr", total=120_000, products=[]) is Refusal.NO_ACCOUNT


def test_every_refusal_says_why():
    assert all(str(refusal.sentence) for refusal in Refusal)
