import pytest
from django.utils import translation

from shop.order import letters
from shop.order.parcels import Parcel
from tests.factories import a_basket, a_location, a_product
from tests.factories.ordering import submit_an_order

pytestmark = pytest.mark.django_db

OF_AN_ORDER = [letters.RECEIVED, letters.PAID, letters.CANCELLED, letters.EXPIRED, letters.REFUNDED]
OF_A_PARCEL = [letters.DISPATCHED, letters.READY, letters.DELIVERED]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", OF_AN_ORDER + OF_A_PARCEL)
def test_every_letter_has_text_and_html_and_the_way_to_the_order(kind, language):
    order = submit_an_order(a_basket((a_product(on_hand=3), 2)), language=language)

    with translation.override(language):
        letter = letters.compose(kind, order, parcel_id=order.parcels.get().pk, amount=120_000)

    html = letter.alternatives[0].content
    way = (
        f"/en/orders/{order.number}/{order.token}/" if language == "en" else f"/don-hang/{order.number}/{order.token}/"
    )
    assert letter.to == ["khach@example.com"]
    assert [order.number in letter.subject, way in letter.body, way in html] == [True, True, True]
    assert [lost for lost in ("{{", "{%", "None") if lost in letter.body + html] == []


def test_a_letter_goes_out_once_the_order_stands(django_capture_on_commit_callbacks, mailoutbox):
    basket = a_basket((a_product(on_hand=3), 1))

    with django_capture_on_commit_callbacks(execute=True):
        submit_an_order(basket, language="en")

    assert [(letter.to, letter.subject) for letter in mailoutbox] == [
        (["khach@example.com"], f"We have your order {100_000 + basket.pk}")
    ]


def test_the_letter_of_a_parcel_to_be_fetched_says_its_code():
    point = a_location("Trung tâm OCOP Hội An", kind="ocop_center", offers_pickup=True, street="1 Lê Lợi")
    order = submit_an_order(a_basket((a_product(on_hand=3, location=point), 1)), pickup=point)
    parcel = Parcel.objects.get()

    letter = letters.compose(letters.READY, order, parcel_id=parcel.pk)

    assert [fact in letter.body for fact in (parcel.pickup_code, "Trung tâm OCOP Hội An, 1 Lê Lợi")] == [True, True]
