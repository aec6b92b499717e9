"""Each fact that changes reaches the counter, by whatever way it was written."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from oscar.core.loading import get_model

from catalogue.certification import life
from catalogue.producers.models import Producer
from catalogue.traceability.deeds import hold, release
from catalogue.traceability.models import Lot
from shop.locations.models import Assignment, Location
from shop.pos.changes.triggers import plant, uproot
from shop.pos.devices.pins import set_pin
from shop.stock import ledger, transfers
from tests.factories import a_certificate, a_location, a_lot, a_member_of_staff, a_product, a_province, a_shelf, a_ward
from tests.factories.counters import a_device
from tests.factories.sizes import a_product_in_sizes

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return a_location("Hội chợ")


@pytest.fixture
def device(here):
    return a_device(here)


def test_nothing_new_is_nothing(pull, device):
    a_product(on_hand=3, location=device.location)
    _, first = pull(device)

    rows, again = pull(device, first["cursor"])

    assert (rows, again["is_snapshot"], again["has_more"]) == ({}, False, False)


def test_a_price_written_by_a_query_is_heard(pull, device):
    product = a_product()
    _, first = pull(device)

    get_model("partner", "StockRecord").objects.filter(product=product).update(price=99_000)
    rows, _ = pull(device, first["cursor"])

    assert {key: row["price"] for key, row in rows.items()} == {("product", product.pk): 99_000}


def test_without_triggers_it_would_not_be_heard(pull, device):
    product = a_product()
    _, first = pull(device)
    uproot()

    get_model("partner", "StockRecord").objects.filter(product=product).update(price=99_000)

    assert pull(device, first["cursor"])[0] == {}


def test_what_the_web_sells_elsewhere_is_no_news(pull, device):
    product = a_product(on_hand=3, location=a_location())
    _, first = pull(device)

    ledger.write_off(
        lot=product.lots.get(),
        location=Location.objects.exclude(pk=device.location.pk).get(),
        quantity=1,
        kind="damage",
        reason="Vỡ",
        source_key="test:1",
        at=now(),
    )

    assert pull(device, first["cursor"])[0] == {}


def test_a_certificate_is_heard_through_its_life(pull, device):
    product = a_product(stars=None)
    rows, first = pull(device)
    assert rows["product", product.pk]["certificate"] is None

    certificate = a_certificate(product)
    rows, second = pull(device, first["cursor"])
    assert rows["product", product.pk]["certificate"]["number"] == certificate.number

    life.revoke(certificate=certificate, on=localdate(), because="Ngừng sản xuất")
    rows, _ = pull(device, second["cursor"])
    assert rows["product", product.pk]["certificate"]["revoked_on"] == localdate().isoformat()


def test_goods_that_come_for_the_first_time_bring_their_lot_and_product_along(pull, device):
    elsewhere = a_ward(code="00004", province=a_province(code="01", name="Thành phố Hà Nội"))
    product = a_product(origin_ward=elsewhere)
    rows, first = pull(device)
    assert ("product", product.pk) not in rows

    shelf = a_shelf(product, on_hand=4, location=device.location)
    rows, _ = pull(device, first["cursor"])

    assert rows["shelf", shelf.lot.pk] == {"on_hand": 4, "reserved": 0, "short": 0}
    assert rows["lot", shelf.lot.pk]["product"] == product.pk
    assert rows["product", product.pk]["name"] == product.title


def test_a_transfer_comes_with_its_goods_and_goes_when_it_has_arrived(pull, device):
    elsewhere = a_ward(code="00004", province=a_province(code="01", name="Thành phố Hà Nội"))
    product, store = a_product(origin_ward=elsewhere), a_location()
    lot = a_shelf(product, on_hand=9, location=store).lot
    _, first = pull(device)

    transfer = transfers.dispatch(
        origin=store,
        destination=device.location,
        quantities={lot: 5},
        source_key="t",
        at=now(),
        actor=a_member_of_staff(),
    )
    line = transfer.lines.get()
    rows, second = pull(device, first["cursor"])
    assert rows["transfer", transfer.pk]["lines"] == [{"id": line.pk, "lot": lot.pk, "sent": 5}]
    assert {("lot", lot.pk), ("product", product.pk)} <= set(rows)

    transfers.receive(transfer=transfer, arrivals={line.pk: transfers.Arrival(5)}, at=now(), actor=a_member_of_staff())
    rows, _ = pull(device, second["cursor"])
    assert (rows["transfer", transfer.pk], rows["shelf", lot.pk]["on_hand"]) == (None, 5)


def test_a_size_is_told_with_its_parents_name_and_changes_with_it(pull, device):
    parent, (small, large) = a_product_in_sizes(80_000, 150_000)
    rows, first = pull(device)
    assert ("product", parent.pk) not in rows
    assert rows["product", small.pk]["net_quantity"] == "250 ml"

    parent.title = "Mật ong rừng"
    parent.save()
    rows, _ = pull(device, first["cursor"])

    assert {rows["product", size.pk]["name"] for size in (small, large)} == {"Mật ong rừng"}


def test_goods_of_a_producer_who_is_suspended_are_held(pull, device):
    product = a_product(on_hand=1, location=device.location)
    _, first = pull(device)

    Producer.objects.update(verification=Producer.Verification.SUSPENDED)
    rows, _ = pull(device, first["cursor"])

    assert rows["product", product.pk]["held"] == "producer_not_verified"


def test_a_changed_date_of_a_lot_is_heard_where_it_lies_and_a_lot_elsewhere_is_not_kept(pull, device):
    product = a_product()
    here, there = a_shelf(product, on_hand=1, location=device.location).lot, a_lot(product)
    _, first = pull(device)

    Lot.objects.update(expires_on=localdate() + timedelta(days=3))
    rows, _ = pull(device, first["cursor"])

    assert rows["lot", here.pk]["expires_on"] == (localdate() + timedelta(days=3)).isoformat()
    assert rows["lot", there.pk] is None


def test_people_come_get_a_pin_close_their_account_and_go(pull, device):
    person = a_member_of_staff(location=device.location, first_name="Hoa", last_name="Trần")
    rows, first = pull(device)
    assert rows["staff", person.pk] == {"name": "Trần Hoa", "is_manager": False, "pin": None}

    pin = set_pin(user=person, pin="483915", at=now())
    rows, second = pull(device, first["cursor"])
    assert rows["staff", person.pk]["pin"] == {"salt": pin.salt, "rounds": pin.rounds, "check": pin.check_hash}

    get_user_model().objects.filter(pk=person.pk).update(is_active=False)
    rows, third = pull(device, second["cursor"])
    assert rows == {("staff", person.pk): None}

    get_user_model().objects.filter(pk=person.pk).update(is_active=True)
    Assignment.objects.filter(user=person).delete()
    assert pull(device, third["cursor"])[0] == {("staff", person.pk): None}


def test_signing_in_is_no_news(pull, device):
    person = a_member_of_staff(location=device.location)
    _, first = pull(device)

    get_user_model().objects.filter(pk=person.pk).update(last_login=now())

    assert pull(device, first["cursor"])[0] == {}


def test_the_points_own_facts_are_heard(pull, device, settings):
    _, first = pull(device)
    Location.objects.filter(pk=device.location.pk).update(phone="+842363000000")

    rows, second = pull(device, first["cursor"])
    settings.VIETQR_ACCOUNT = ""
    later, third = pull(device, second["cursor"])

    assert (rows["point", 0]["phone"], later["point", 0]["bank"]) == ("0236 3000 000", None)
    assert pull(device, third["cursor"])[0] == {}


def test_a_location_that_closes_takes_no_more_transfers(pull, device):
    other = a_location("Kho cũ")
    rows, first = pull(device)
    assert rows["place", other.pk] == {"name": "Kho cũ", "kind": "warehouse"}

    Location.objects.filter(pk=other.pk).update(is_open=False)

    assert pull(device, first["cursor"])[0] == {("place", other.pk): None}


def test_a_product_that_is_gone_is_told_as_gone(pull, device):
    product = a_product(stars=None)
    _, first = pull(device)
    key = product.pk

    product.delete()

    assert pull(device, first["cursor"])[0] == {("product", key): None}


def hear_of_a_hold_and_its_release(pull, device):
    lot = a_product(on_hand=3, location=device.location).lots.get()
    _, first = pull(device)

    held = hold(lot=lot, why="Nghi hàng giả", actor=a_member_of_staff(), at=now())
    rows, second = pull(device, first["cursor"])
    assert {key: row["held"] for key, row in rows.items()} == {("lot", lot.pk): "Nghi hàng giả"}

    release(hold=held, why="Đã kiểm", actor=held.held_by, at=now())
    rows, _ = pull(device, second["cursor"])
    assert {key: row["held"] for key, row in rows.items()} == {("lot", lot.pk): ""}


def test_a_held_lot_is_heard_and_its_release_too(pull, device):
    hear_of_a_hold_and_its_release(pull, device)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_held_lot_is_heard_on_postgresql_where_each_deed_commits(pull):
    plant()
    hear_of_a_hold_and_its_release(pull, a_device())


def test_a_snapshot_says_that_a_lot_is_held_in_as_many_queries(pull, device):
    lots = [a_product(on_hand=3, location=device.location).lots.get() for _n in range(4)]
    pull(device)
    with CaptureQueriesContext(connection) as before:
        pull(device)
    for lot in lots:
        hold(lot=lot, why="Nghi hàng giả", actor=a_member_of_staff(), at=now())

    with CaptureQueriesContext(connection) as after:
        rows, _ = pull(device)

    assert [rows["lot", lot.pk]["held"] for lot in lots] == ["Nghi hàng giả"] * 4
    assert len(after) == len(before)
