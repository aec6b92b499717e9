import pytest
from django.db import IntegrityError

from shop.pos.devices.models import NO_HASH, Device
from tests.factories import a_shopper
from tests.factories.counters import a_device

pytestmark = pytest.mark.django_db


def test_a_device_starts_with_an_empty_chain():
    device = Device.objects.get(pk=a_device().pk)

    assert (device.epoch, device.last_seq, device.last_hash, device.unsent) == (1, 0, NO_HASH, 0)


@pytest.mark.parametrize(
    "facts",
    [{"name": ""}, {"epoch": 0}, {"last_seq": 0, "last_hash": "a" * 64}, {"token_hash": "a", "next_token_hash": "a"}],
)
def test_the_database_refuses_a_device_that_makes_no_sense(facts):
    with pytest.raises(IntegrityError):
        a_device(**facts)


def test_a_device_outlives_the_account_of_whoever_enrolled_it():
    manager = a_shopper()
    device = a_device(enrolled_by=manager)

    manager.delete()

    assert Device.objects.get(pk=device.pk).enrolled_by is None
