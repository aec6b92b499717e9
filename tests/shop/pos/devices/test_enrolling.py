from datetime import timedelta

import pytest
from django.utils.timezone import now

from shop.pos.devices import enrolling, tokens
from shop.pos.devices.exceptions import DeviceIsElsewhere, DeviceIsRevoked, WrongCode
from shop.pos.devices.models import NO_HASH, Device, EnrolmentCode
from shop.web.tries import CannotCount, Limit, TooManyTries
from tests.factories import a_location, a_member_of_staff
from tests.factories.counters import a_device

pytestmark = pytest.mark.django_db
AT = now()


def invited(location=None, **facts):
    location = location or a_location()
    return enrolling.invite(location=location, by=a_member_of_staff(location=location), at=AT, **facts)


def enrolled(code, *, at=AT, name="Quầy 1", caller="192.0.2.1"):
    return enrolling.enrol(code=code, name=name, caller=caller, at=at)


def test_a_code_enrols_a_device_at_its_location():
    fair = a_location("Hội chợ")
    invitation = invited(fair)

    device = Device.objects.get(pk=enrolled(invitation.code, name=" Quầy 1 ").device.pk)

    assert (device.name, device.location, device.epoch, device.may("events")) == ("Quầy 1", fair, 1, True)


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("0", "O")])
def test_a_code_may_be_typed_as_it_is_read(typed):
    invitation = invited()

    assert enrolled(typed(invitation.code)).device.epoch == 1


def test_a_code_is_good_once():
    invitation = invited()
    enrolled(invitation.code)

    with pytest.raises(WrongCode):
        enrolled(invitation.code)
    assert Device.objects.count() == 1


def test_a_code_is_good_for_ten_minutes():
    invitation = invited()

    with pytest.raises(WrongCode):
        enrolled(invitation.code, at=AT + timedelta(minutes=10))
    assert enrolled(invitation.code, at=AT + timedelta(minutes=9, seconds=59)).device.epoch == 1


def test_neither_code_nor_token_is_written_down():
    invitation = invited()
    row = EnrolmentCode.objects.get()
    got = enrolled(invitation.code)

    told = {invitation.code, invitation.code.replace("-", ""), got.token}
    assert told.isdisjoint({row.code_hash, got.device.token_hash})
    assert (len(got.token), got.device.token_hash) == (43, tokens.hash_of(got.token))


def test_codes_cannot_be_guessed_for_long(monkeypatch):
    monkeypatch.setattr(enrolling, "ENROLLING_FROM", Limit("enrolling-from", 2))
    invitation = invited()
    for guess in ("AAAAAAAAAA", "BBBBBBBBBB"):
        with pytest.raises(WrongCode):
            enrolled(guess)

    with pytest.raises(TooManyTries):
        enrolled(invitation.code)
    assert enrolled(invitation.code, caller="192.0.2.2").device.epoch == 1


def test_while_nothing_can_be_counted_nothing_is_enrolled(without_redis):
    without_redis()
    invitation = invited()

    with pytest.raises(CannotCount):
        enrolled(invitation.code)


def test_a_known_device_comes_back_in_the_next_epoch_with_an_empty_chain_and_another_token():
    old = a_device(last_seq=40, last_hash="a" * 64, unsent=3, unsent_since=AT)
    invitation = invited(old.location, device=old)

    got = enrolled(invitation.code)
    device = Device.objects.get(pk=old.pk)

    assert got.device.pk == old.pk
    assert (device.epoch, device.last_seq, device.last_hash, device.unsent) == (2, 0, NO_HASH, 0)
    assert (tokens.device_of(old.token), tokens.device_of(got.token)) == (None, device)


def test_a_revoked_device_does_not_come_back():
    old = a_device()
    invitation = invited(old.location, device=old)
    enrolling.revoke(device=old, at=AT)

    with pytest.raises(WrongCode):
        enrolled(invitation.code)
    with pytest.raises(DeviceIsRevoked):
        invited(old.location, device=old)


def test_a_device_is_not_called_to_another_location():
    with pytest.raises(DeviceIsElsewhere):
        invited(a_location(), device=a_device())


def test_revoking_twice_keeps_the_first_moment():
    device = enrolling.revoke(device=a_device(), at=AT)

    again = enrolling.revoke(device=device, at=AT + timedelta(days=1))

    assert again.revoked_at == AT
