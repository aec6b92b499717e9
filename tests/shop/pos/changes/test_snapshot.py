import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from time_machine import travel

from shop.pos.changes import reading
from shop.pos.changes.cursors import KEPT
from shop.pos.devices.enrolling import revoke
from shop.pos.devices.models import Device
from shop.stock import transfers
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf
from tests.factories.counters import a_device

pytestmark = pytest.mark.django_db
on_each_database = pytest.mark.usefixtures("each_database")
# PostgreSQL tells news by transactions: another of the same cluster, such as its own analysis, would end in between.
each_deed_commits = pytest.mark.django_db(transaction=True)


@on_each_database
def test_a_counter_begins_with_everything_of_its_location(pull):
    here = a_location("Hội chợ", phone="0236123456")
    product = a_product(on_hand=3, location=here, gtin="8934563138165", abv="4.5")
    lot, person = product.lots.get(), a_member_of_staff(location=here)
    certificate = product.certificates.get()

    rows, told = pull(a_device(here))

    assert (told["is_snapshot"], told["epoch"], told["last_seq"]) == (True, 1, 0)
    assert {kind for kind, _ in rows} == {"point", "staff", "product", "lot", "shelf"}
    assert rows["point", 0]["name"] == "Hội chợ"
    assert rows["staff", person.pk]["is_manager"] is False
    assert rows["shelf", lot.pk] == {"on_hand": 3, "reserved": 0, "short": 0}
    assert rows["product", product.pk] == {
        "name": "Nước mắm Cửa Khe",
        "sku": f"SP{product.pk:05d}",
        "gtins": ["08934563138165"],
        "net_quantity": "500 ml",
        "price": 120_000,
        "producer": product.producer.name,
        "group": "food",
        "abv": "4.5",
        "is_for_adults": False,
        "image": "",
        "stars": 4,
        "certificate": {
            "number": certificate.number,
            "issued_on": certificate.issued_on.isoformat(),
            "expires_on": certificate.expires_on.isoformat(),
            "extended_until": None,
            "revoked_on": None,
        },
        "needs_certificate": True,
        "held": "",
    }


def test_no_number_in_it_is_a_fraction(client):
    device = a_device()
    a_product(on_hand=3, location=device.location, abv="4.5")

    said = client.get("/api/v1/pos/changes", headers={"Authorization": f"Bearer {device.token}"}).content

    json.loads(said, parse_float=lambda fraction: pytest.fail(fraction))


@on_each_database
def test_a_snapshot_in_pages_is_the_same_as_in_one(pull, monkeypatch):
    device = a_device()
    for _n in range(5):
        a_product(on_hand=2, location=device.location)
        a_member_of_staff(location=device.location)
        a_location()
    whole, told = pull(device)
    assert told["pages"] == 1

    for size in (1, 2, 3, 7):
        monkeypatch.setattr(reading, "PAGE", size)
        rows, told = pull(device)
        assert rows == whole
        assert told["pages"] == -(-(len(whole) - 1) // size)


@on_each_database
@each_deed_commits
def test_what_changes_while_the_pages_are_read_comes_behind_them(client, pull, monkeypatch):
    device = a_device()
    products = [a_product() for _n in range(4)]
    monkeypatch.setattr(reading, "PAGE", 2)
    headers = {"Authorization": f"Bearer {device.token}"}
    first = client.get("/api/v1/pos/changes", headers=headers).json()
    assert (first["is_snapshot"], first["has_more"]) == (True, True)

    products[0].stockrecords.update(price=1_000)
    _, last = pull(device, first["cursor"])
    rows, _ = pull(device, last["cursor"])

    assert rows["product", products[0].pk]["price"] == 1_000


@on_each_database
@each_deed_commits
def test_news_in_pages_are_the_same_as_in_one(pull, monkeypatch):
    device = a_device()
    _, first = pull(device)
    for _n in range(4):
        a_product(on_hand=2, location=device.location)
    whole, _ = pull(device, first["cursor"])

    monkeypatch.setattr(reading, "PAGE", 3)
    rows, told = pull(device, first["cursor"])

    assert rows == whole
    assert told["pages"] > 1


@pytest.mark.parametrize("cursor", ["x", "a:b:c", "1"])
def test_a_cursor_that_is_not_ours_begins_anew(pull, cursor):
    assert pull(a_device(), cursor)[1]["is_snapshot"] is True


def test_a_cursor_that_is_too_old_begins_anew(pull):
    device = a_device()
    _, first = pull(device)

    with travel(now() + KEPT - timedelta(minutes=1), tick=False):
        assert pull(device, first["cursor"])[1]["is_snapshot"] is False
    with travel(now() + KEPT, tick=False):
        assert pull(device, first["cursor"])[1]["is_snapshot"] is True


def test_a_cursor_of_another_location_begins_anew(pull):
    _, first = pull(a_device())

    assert pull(a_device(), first["cursor"])[1]["is_snapshot"] is True


def test_another_rule_of_the_market_begins_anew(pull, settings):
    device = a_device()
    _, first = pull(device)
    settings.SALE_WITHOUT_CERTIFICATE = "unbadged"

    assert pull(device, first["cursor"])[1]["is_snapshot"] is True


def test_a_counter_sees_nothing_of_another_location(pull):
    device, other = a_device(), a_location("Nơi khác")
    _, first = pull(device)
    product = a_product(on_hand=3, location=other)
    person = a_member_of_staff(location=other)
    third = a_location("Nơi thứ ba")
    transfers.dispatch(
        origin=other,
        destination=third,
        quantities={product.lots.get(): 1},
        source_key="t",
        at=now(),
        actor=person,
    )

    news, _ = pull(device, first["cursor"])
    everything, _ = pull(device)

    for rows in (news, everything):
        assert {kind for kind, _ in rows if kind in ("shelf", "staff", "transfer")} == set()
        assert not [row for (kind, _), row in rows.items() if kind == "lot" and row]


def test_how_many_queries_it_takes_does_not_depend_on_how_many_goods_there_are(pull):
    device = a_device()

    def queries(cursor):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _, told = pull(device, cursor)
        return len(asked), told["cursor"]

    pull(device)  # it has been seen within this minute, and the site is known
    for _n in range(2):
        a_product(on_hand=1, location=device.location)
    few, cursor = queries("")
    for _n in range(6):
        a_product(on_hand=1, location=device.location)
    many, _ = queries("")
    assert few == many

    many_news, cursor = queries(cursor)
    a_shelf(a_product(), on_hand=1, location=device.location)
    few_news, _ = queries(cursor)
    assert few_news == many_news


def test_what_a_device_tells_of_itself_is_kept(pull):
    device = a_device()

    pull(device, unsent=3, unsent_since="2026-11-27T03:04:05.678Z", app_version="0.1.0")
    kept = Device.objects.get(pk=device.pk)

    assert (kept.unsent, kept.unsent_since.isoformat(), kept.app_version) == (
        3,
        "2026-11-27T03:04:05.678000+00:00",
        "0.1.0",
    )
    assert kept.last_seen_at is not None

    pull(device)
    kept.refresh_from_db()
    assert (kept.unsent, kept.unsent_since, kept.app_version) == (0, None, "0.1.0")


def test_a_restored_server_tells_where_it_is(pull):
    device = a_device(last_seq=7, last_hash="a" * 64, epoch=2)

    told = pull(device)[1]

    assert (told["last_seq"], told["epoch"]) == (7, 2)


def test_an_answer_is_packed_and_kept_by_nobody(client):
    device = a_device()
    for _n in range(3):
        a_product()

    answer = client.get(
        "/api/v1/pos/changes", headers={"Authorization": f"Bearer {device.token}", "Accept-Encoding": "gzip"}
    )

    assert (answer["Content-Encoding"], answer["Cache-Control"]) == ("gzip", "no-store")


def test_only_a_counter_in_use_that_may_read_is_answered(client):
    def status(device):
        return client.get("/api/v1/pos/changes", headers={"Authorization": f"Bearer {device.token}"}).status_code

    gone = a_device()
    revoke(device=gone, at=now())

    assert [status(a_device()), status(gone), status(a_device(scopes=["events"]))] == [200, 401, 403]
