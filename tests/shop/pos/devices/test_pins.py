from hashlib import pbkdf2_hmac

import pytest
from django.utils.timezone import now

from shop.pos.devices.exceptions import NotAPin, WeakPin
from shop.pos.devices.models import StaffPin
from shop.pos.devices.pins import forget_pin, is_weak, set_pin
from tests.factories import a_shopper

pytestmark = pytest.mark.django_db


def test_what_is_kept_is_what_a_counter_works_out():
    pin = set_pin(user=a_shopper(), pin="483915", at=now())

    worked_out = pbkdf2_hmac("sha256", b"483915", bytes.fromhex(pin.salt), pin.rounds, dklen=32)

    assert (pin.check_hash, pin.rounds) == (worked_out.hex(), 200_000)


def test_a_person_has_one_pin_the_newest():
    person = a_shopper()
    first = set_pin(user=person, pin="483915", at=now())

    second = set_pin(user=person, pin="483915", at=now())

    assert [pin.salt for pin in StaffPin.objects.all()] == [second.salt]
    assert first.salt != second.salt


@pytest.mark.parametrize(
    "pin", ["123456", "654321", "567890", "111111", "121212", "123123", "112211", "112233", "147258"]
)
def test_what_everybody_would_guess_is_refused(pin):
    with pytest.raises(WeakPin):
        set_pin(user=a_shopper(), pin=pin, at=now())


@pytest.mark.parametrize("pin", ["483915", "902718", "100237"])
def test_what_is_not_so_easy_is_taken(pin):
    assert not is_weak(pin)


@pytest.mark.parametrize("pin", ["", "48391", "4839150", "48391a", "٤٨٣٩١٥"])
def test_a_pin_has_six_digits(pin):
    with pytest.raises(NotAPin):
        set_pin(user=a_shopper(), pin=pin, at=now())


def test_a_pin_can_be_forgotten():
    person = a_shopper()
    set_pin(user=person, pin="483915", at=now())

    forget_pin(user=person)

    assert not StaffPin.objects.exists()
