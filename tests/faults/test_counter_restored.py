"""The server is put back to a backup. Counters see it, and send again what it has lost: the sums are as before."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils.timezone import localdate
from psycopg import sql

from shop.pos.devices.models import Device
from shop.pos.events import intake
from shop.pos.events.envelope import Heard
from shop.pos.events.exceptions import Gap
from shop.settlement.models import Terms
from shop.stock.audit import audit
from tests.services.database import database_url
from tests.shop.pos.events.lives import Line, World, books

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("each_database"),
]
A_MORNING = [(0, "sell", 0, 9), (1, "sell", 0, 4), (0, "count", 0, 8), (2, "sell", 1, 2)]
AN_AFTERNOON = [
    (2, "refund", 0, 1), (0, "sell", 1, 9), (0, "sell", 1, 9), (1, "break", 1, 3),
    (1, "close", 0, 1), (2, "close", 0, 1),
]  # fmt: skip


@contextmanager
def backed_up(tmp_path) -> Iterator[Callable[[], None]]:
    """Take a backup now; yield what puts it in place of the database."""
    name = connection.settings_dict["NAME"]
    leave()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(tmp_path / "backup.sqlite3")) as backup, closing(sqlite3.connect(name)) as live:
            live.backup(backup)

            def restore() -> None:
                leave()
                backup.backup(live)

            yield restore
        return
    backup = f"{name}_backup"
    copy(name, backup)
    try:
        yield lambda: (leave(), copy(backup, name))
    finally:
        leave()
        with psycopg.connect(maintenance_url(), autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(backup)))


def leave() -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def copy(source: str, target: str) -> None:
    names = {"source": sql.Identifier(source), "target": sql.Identifier(target)}
    with psycopg.connect(maintenance_url(), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {target} WITH (FORCE)").format(**names))
        server.execute(sql.SQL("CREATE DATABASE {target} TEMPLATE {source}").format(**names))


def maintenance_url() -> str:
    return database_url().replace("postgres://", "postgresql://").rpartition("/")[0] + "/postgres"


@pytest.fixture
def world(site):
    Terms.objects.create(permille=83, valid_from=localdate().replace(month=1, day=1))
    return World()


def pulled(client, device, cursor="") -> dict:
    headers = {"Authorization": f"Bearer {device.token}"}
    while True:
        told = client.get("/api/v1/pos/changes", {"cursor": cursor}, headers=headers).json()
        if not told["has_more"]:
            return told
        cursor = told["cursor"]


def test_counters_send_again_what_a_restored_server_has_lost(client, world, tmp_path):
    told = world.lives(A_MORNING + AN_AFTERNOON)
    lines = [Line(device, events, world.at) for device, events in zip(world.devices, told, strict=True)]
    for line in lines:
        line.send(line.events[:3])
    at_noon = [line.last_seq for line in lines]
    with backed_up(tmp_path) as restore:
        for line in lines:
            line.send_the_rest()
        in_the_evening = books()
        cursors = [pulled(client, device)["cursor"] for device in world.devices]

        restore()
        lost = books()
        answers = [pulled(client, device, cursor) for device, cursor in zip(world.devices, cursors, strict=True)]
        for line, answer in zip(lines, answers, strict=True):
            line.last_seq = answer["last_seq"]
            line.send_the_rest()

        assert [answer["last_seq"] for answer in answers] == at_noon
        assert [answer["is_snapshot"] for answer in answers] == [True] * 3
        assert (lost != in_the_evening, books() == in_the_evening) == (True, True)
        assert audit() == []


def test_a_counter_that_only_went_on_would_be_told_what_is_missing(world, tmp_path):
    """The negative control: what the server lost is not made up for by what comes next."""
    events = [Heard.model_validate(event) for event in world.lives(A_MORNING + AN_AFTERNOON)[0]]
    device = Device.objects.get(pk=world.devices[0].pk)
    intake.push(device=device, events=events[:2], at=world.at)
    with backed_up(tmp_path) as restore:
        intake.push(device=device, events=events[2:4], at=world.at)
        restore()

        with pytest.raises(Gap) as refusal:
            intake.push(device=device, events=events[4:], at=world.at + timedelta(minutes=1))

    assert (refusal.value.expected_seq, refusal.value.results) == (3, [])
