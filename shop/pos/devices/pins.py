"""The PIN with which a member of staff unlocks a counter."""

from datetime import datetime
from hashlib import pbkdf2_hmac
from secrets import token_bytes

from django.contrib.auth.models import User

from shop.pos.devices.exceptions import NotAPin, WeakPin
from shop.pos.devices.models import StaffPin

DIGITS = 6
# About a third of a second on a cheap phone. More would not help: there are only a million PINs.
ROUNDS = 200_000
RISING, FALLING = "01234567890", "09876543210"
WORN_OUT = {"112233", "123321", "147258", "159753", "789456"}


def set_pin(*, user: User, pin: str, at: datetime) -> StaffPin:
    """The person's PIN from now on, at every counter where they work. Raises NotAPin, WeakPin."""
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdigit()):
        raise NotAPin
    if is_weak(pin):
        raise WeakPin
    salt = token_bytes(16)
    facts = {"salt": salt.hex(), "rounds": ROUNDS, "check_hash": check_of(pin, salt, ROUNDS), "set_at": at}
    return StaffPin.objects.update_or_create(user=user, defaults=facts)[0]


def forget_pin(*, user: User) -> None:
    StaffPin.objects.filter(user=user).delete()


def check_of(pin: str, salt: bytes, rounds: int) -> str:
    """PBKDF2-HMAC-SHA256, 32 bytes in hex, as a counter works it out."""
    return pbkdf2_hmac("sha256", pin.encode(), salt, rounds).hex()


def is_weak(pin: str) -> bool:
    """Runs, halves or pairs said again, fewer than three digits, and those that everybody takes."""
    half, third = pin[:3], pin[:2]
    return pin in RISING or pin in FALLING or pin in (half * 2, third * 3) or len(set(pin)) < 3 or pin in WORN_OUT
