import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now

from shop.pos.devices import enrolling
from shop.pos.devices.models import Device, StaffPin
from tests.factories import a_location
from tests.factories.counters import a_device
from tests.shop.desk.conftest import said
from tests.shop.pos.test_vectors import VECTORS

pytestmark = pytest.mark.django_db


def code_on(response) -> str:
    return re.search(r"<b>([0-9A-Z]{5}-[0-9A-Z]{5})</b>", response.content.decode()).group(1)


def test_the_code_that_is_shown_enrols_a_counter(desk):
    location = a_location("Quầy chợ")

    shown = desk.post(reverse("desk:invite-device"), {"location": location.pk})
    enrolled = enrolling.enrol(code=code_on(shown), name="Máy 1", caller="1.2.3.4", at=now())

    assert enrolled.device.location == location
    assert "<svg" in shown.content.decode()


def test_a_counter_is_enrolled_anew_with_its_name_kept(desk):
    device = a_device()

    shown = desk.post(reverse("desk:enrol-again", args=[device.pk]))
    again = enrolling.enrol(code=code_on(shown), name="Máy 1", caller="1.2.3.4", at=now()).device

    assert (again.pk, again.epoch) == (device.pk, 2)


def test_a_counter_that_is_shut_out_stays_in_the_list(desk):
    device = a_device()

    response = desk.post(reverse("desk:revoke-device", args=[device.pk]), follow=True)

    device.refresh_from_db()
    assert device.revoked_at is not None
    assert said(response) == [f"Đã ngừng {device.name}."]
    assert list(response.context["object_list"]) == [device]
    assert desk.get(reverse("desk:revoke-device", args=[device.pk])).status_code == 404


def test_what_is_not_sent_is_told(desk):
    a_device(unsent=3, unsent_since=now())

    page = desk.get(reverse("desk:devices")).content.decode()

    assert "3, từ " in page


@pytest.mark.parametrize(
    ("pin", "again", "where"),
    [("123456", "123456", "__all__"), ("482913", "482914", "again"), ("12ab56", "12ab56", "__all__")],
)
def test_a_pin_that_will_not_do_is_refused(desk, pin, again, where):
    response = desk.post(reverse("desk:pin"), {"pin": pin, "again": again})

    assert set(response.context["form"].errors) == {where}
    assert list(StaffPin.objects.all()) == []


def test_a_pin_is_ones_own(desk, administrator):
    desk.post(reverse("desk:pin"), {"pin": "482913", "again": "482913"})

    assert StaffPin.objects.get().user == administrator


def test_the_list_takes_as_many_queries_for_one_counter_as_for_many(desk, django_assert_num_queries):
    a_device()
    url = reverse("desk:devices")
    desk.get(url)  # what is remembered between requests is remembered now
    with django_assert_num_queries(7):
        desk.get(url)
    for _ in range(5):
        a_device()

    with django_assert_num_queries(7):
        desk.get(url)

    assert Device.objects.count() == 6


def test_a_counters_file_is_taken_in(desk):
    file = VECTORS["export"]["file"]
    a_device(pk=file["device_id"])

    def send(passphrase):
        upload = SimpleUploadedFile("quay.json", json.dumps(file).encode())
        return desk.post(reverse("desk:take-in-file"), {"file": upload, "passphrase": passphrase}, follow=True)

    assert "Mật khẩu không mở được tệp này" in send("chợ").content.decode()
    assert said(send(VECTORS["export"]["passphrase"])) == ["Đã nhận: 0 mới, 0 đã có, 2 để riêng."]
