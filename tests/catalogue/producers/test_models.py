import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogue.producers.models import Membership, Producer, check_tax_code
from tests.factories import a_producer, a_shopper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["0100233488", "0314409058-002"])
def test_a_tax_code_with_its_check_digit_passes(value):
    assert check_tax_code(value) is None


@pytest.mark.parametrize("value", ["0100233480", "0314409058-000", "12345", "abc"])
def test_another_does_not(value):
    with pytest.raises(ValidationError):
        check_tax_code(value)


def test_one_tax_code_is_one_producer_but_many_have_none():
    a_producer(tax_code="0100233488")
    a_producer(), a_producer()

    with pytest.raises(IntegrityError), transaction.atomic():
        a_producer(tax_code="0100233488")


def test_a_verified_producer_says_when():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_producer(verification=Producer.Verification.VERIFIED, verified_at=None)


def test_a_member_finds_only_their_own_producer():
    ours, member = a_producer(), a_shopper()
    a_producer()
    Membership.objects.create(producer=ours, user=member)

    assert list(Producer.objects.of_member(member)) == [ours]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Hợp tác xã Nước mắm Cửa Khe", "HTX Nước mắm Cửa Khe"),
        ("Công ty TNHH Muối Sa Huỳnh", "Cty TNHH Muối Sa Huỳnh"),
        ("Hợp tác xãng", "Hợp tác xãng"),
        ("Lò gốm Nam Diêu", "Lò gốm Nam Diêu"),
    ],
)
def test_a_name_is_short_where_there_is_little_room(name, short):
    assert Producer(name=name).short_name == short
