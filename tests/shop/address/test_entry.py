import pytest
from django.utils.timezone import localdate

from shop.address.entry import PlaceForm, WhoForm
from tests.factories import a_province, a_ward

pytestmark = pytest.mark.django_db


def a_form(**changes) -> PlaceForm:
    ward = a_ward()
    return PlaceForm({"province": ward.province.code, "ward": ward.code, "line1": "12 Trần Phú"} | changes)


def test_a_ward_of_the_province_is_taken():
    form = a_form()

    assert form.is_valid()
    assert form.cleaned_data["ward"] == a_ward()


def test_a_ward_of_another_province_is_not():
    hanoi = a_province("01", "Thành phố Hà Nội")

    assert list(a_form(province=hanoi.code).errors) == ["ward"]


def test_a_ward_of_the_past_is_not():
    gone = a_ward("26740", "Phường Bến Nghé", valid_to=localdate())

    assert list(a_form(ward=gone.code).errors) == ["ward"]


def test_wards_are_offered_once_the_province_is_known():
    elsewhere = a_ward("00070", "Phường Hoàn Kiếm", a_province("01", "Thành phố Hà Nội"))
    known, unknown = PlaceForm(initial={"province": a_ward().province.code}), PlaceForm()

    assert [code for code, name in known.fields["ward"].widget.choices] == ["", a_ward().code]
    assert [code for code, name in unknown.fields["ward"].widget.choices] == [""]
    assert elsewhere.code not in str(known["ward"])


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("0905 123 456", "+84905123456"), ("+84 905 123 456", "+84905123456"), ("0236 3822 123", "+842363822123")],
)
def test_a_phone_is_stored_in_one_form(typed, stored):
    form = WhoForm({"name": "Hoa", "phone": typed})

    assert form.is_valid()
    assert form.cleaned_data["phone"].as_e164 == stored


@pytest.mark.parametrize("typed", ["", "123", "0905 123", "không có", "090512345678901"])
def test_what_is_no_phone_number_is_refused(typed):
    assert list(WhoForm({"name": "Hoa", "phone": typed}).errors) == ["phone"]
