from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from shop.order import life, papers
from tests.factories import a_basket, a_location, a_lot, a_product, a_shelf
from tests.factories.ordering import submit_an_order

pytestmark = pytest.mark.django_db

NAME = "Nước mắm nhĩ Cửa Khe: ặẵỗửỹ ẬẴỖỬỸ đĐ"


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def a_parcel(**facts):
    product = a_product(NAME, price=95_500)
    for code, day, units in (("CK-2610", "2027-10-31", 1), ("CK-2611", "2027-11-30", 5)):
        a_shelf(product, on_hand=units, lot=a_lot(product, code=code, expires_on=day))
    return submit_an_order(a_basket((product, 3)), **facts).parcels.get()


def test_the_picking_list_names_every_lot_that_first_expires_first():
    text = words_of(papers.picking_list(a_parcel(note="Gọi trước khi giao")))

    assert f"[ ] 1 {NAME} CK-2610 31/10/2027 [ ] 2 {NAME} CK-2611 30/11/2027" in text
    assert "Gọi trước khi giao" in text


def test_the_delivery_note_says_who_where_and_how_much_to_collect():
    parcel = a_parcel(pays_by="cash")

    text = words_of(papers.delivery_note(parcel))

    total = f"{int(parcel.order.total_incl_tax):,}".replace(",", ".")
    facts = (f"{parcel.order.number}-1", "Nguyễn Thị Hoa · 0905 123 456", "12 Trần Phú, Xã Thăng An", f"{total} ₫")
    assert [fact for fact in facts if fact not in text] == []


def test_what_is_paid_beforehand_is_not_collected():
    parcel = a_parcel(pays_by="vietqr", language="en")
    life.confirm(order=parcel.order, at=parcel.order.date_placed)

    text = words_of(papers.delivery_note(parcel))

    assert ("Nothing to collect" in text, "To collect:" in text) == (True, False)


def test_the_note_speaks_the_language_of_the_order_and_the_list_that_of_the_packer():
    parcel = a_parcel(language="en")

    with translation.override("vi"):
        assert "Delivery note" in words_of(papers.delivery_note(parcel))
    with translation.override("en"):
        assert "Picking list" in words_of(papers.picking_list(parcel))


def test_a_parcel_to_be_fetched_needs_no_address():
    point = a_location("Trung tâm OCOP Hội An", kind="ocop_center", offers_pickup=True)
    parcel = submit_an_order(a_basket((a_product(NAME, on_hand=2, location=point), 1)), pickup=point).parcels.get()

    assert "Trung tâm OCOP Hội An" in words_of(papers.delivery_note(parcel))


def test_forty_lots_run_on_to_a_second_page():
    products = [a_product(f"Sản phẩm {n}", on_hand=2, price=1_000) for n in range(40)]
    parcel = submit_an_order(a_basket(*((product, 1) for product in products))).parcels.get()

    assert len(PdfReader(BytesIO(papers.picking_list(parcel))).pages) == 2
