"""The file of a counter that will not send any more: made by the app, opened here."""

import json
from base64 import b64decode, b64encode
from hashlib import pbkdf2_hmac
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.timezone import now

from shop.pos.devices import enrolling
from shop.pos.devices.models import Device
from shop.pos.events.exceptions import ExportOfAnother, NotAnExport, WrongPassphrase
from shop.pos.events.exported import MOST_ROUNDS, TakenIn, take_in
from shop.pos.models import Event, Sale
from shop.stock.audit import audit
from tests.factories import a_location, a_lot, a_member_of_staff, a_product, a_shelf
from tests.factories.counters import a_device
from tests.shop.pos.test_vectors import VECTORS

pytestmark = pytest.mark.django_db
FILE, PASSPHRASE, EVENTS = (VECTORS["export"][name] for name in ("file", "passphrase", "events"))


@pytest.fixture
def device():
    """The counter that the file is from, with what its events are about."""
    booth = a_location("Gian 3", pk=3)
    fish_sauce = a_product(pk=1)
    a_shelf(fish_sauce, on_hand=10, location=booth, lot=a_lot(fish_sauce, pk=11))
    a_member_of_staff(location=booth, pk=7)
    return a_device(booth, pk=FILE["device_id"])


def taken(*, passphrase=PASSPHRASE, **changed) -> TakenIn:
    file = json.dumps(FILE | changed).encode()
    return take_in(devices=Device.objects.all(), file=file, passphrase=passphrase, at=now())


def test_what_the_app_exported_is_booked_once(device):
    first, again = taken(), taken()

    assert (first, again) == (TakenIn(new=2, known=0, set_aside=0), TakenIn(new=0, known=2, set_aside=0))
    assert [json.loads(event.said) for event in Event.objects.order_by("seq")] == EVENTS
    assert (Sale.objects.get().total, audit()) == (240_000, [])


def test_what_a_counter_held_that_was_shut_out_is_set_aside(device):
    enrolling.revoke(device=device, at=now())

    assert taken() == TakenIn(new=0, known=0, set_aside=2)
    assert set(Event.objects.values_list("state", "code")) == {("quarantined", "device_revoked")}


def locked(events) -> dict[str, Any]:
    """A file of these events, as the app would make it."""
    key = pbkdf2_hmac("sha256", PASSPHRASE.encode(), b64decode(FILE["salt"]), 1, 32)
    box = AESGCM(key).encrypt(b64decode(FILE["nonce"]), json.dumps({"events": events}).encode(), None)
    return {"rounds": 1, "box": b64encode(box).decode()}


def test_a_file_that_begins_too_late_says_what_must_come_first(device):
    assert taken(**locked(EVENTS[1:])) == TakenIn(new=0, known=0, set_aside=0, missing=1)


def test_a_file_that_holds_another_counters_events_is_not_taken(device):
    with pytest.raises(ExportOfAnother):
        taken(**locked([EVENTS[0] | {"device_id": str(a_device().pk)}]))

    assert list(Event.objects.all()) == []


def test_a_file_that_holds_nothing_to_understand_is_told(device):
    with pytest.raises(NotAnExport):
        taken(**locked([{"seq": 1}]))

    assert taken(**locked([])) == TakenIn(new=0, known=0, set_aside=0)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"passphrase": "chợ"}, WrongPassphrase),
        ({"box": FILE["box"][:-8]}, WrongPassphrase),
        ({"box": "AAAA"}, WrongPassphrase),
        ({"box": "A"}, NotAnExport),
        ({"form": "another/1"}, NotAnExport),
        ({"salt": "AAAA"}, NotAnExport),
        ({"rounds": MOST_ROUNDS + 1}, NotAnExport),
        ({"device_id": "00000000-0000-4000-8000-000000000000"}, ExportOfAnother),
    ],
    ids=["another passphrase", "cut", "short", "no base64", "another form", "short salt", "too many rounds", "unknown"],
)
def test_what_cannot_be_opened_changes_nothing(device, changed, refusal):
    with pytest.raises(refusal):
        taken(**changed)

    assert list(Event.objects.all()) == []


@pytest.mark.parametrize("file", [b"", b"\xff\xfe", b"[1]", json.dumps(FILE).encode()[:-40]], ids=range(4))
def test_a_file_that_was_cut_is_told(device, file):
    with pytest.raises(NotAnExport):
        take_in(devices=Device.objects.all(), file=file, passphrase=PASSPHRASE, at=now())


def test_the_file_of_a_counter_elsewhere_is_not_taken(device):
    with pytest.raises(ExportOfAnother):
        take_in(devices=Device.objects.none(), file=json.dumps(FILE).encode(), passphrase=PASSPHRASE, at=now())

    assert list(Event.objects.all()) == []
