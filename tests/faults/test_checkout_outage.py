"""PostgreSQL is stopped hard while buyers order, and started again: clean 503s, and no acknowledged order is lost."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import psycopg
import pytest
from django.conf import settings
from django.utils.timezone import now

from shop.checkout.bill import draw_up
from tests.factories import a_basket, a_product, a_ward
from tests.factories.ordering import a_delivery, a_service
from tests.faults.crowd import Checkout, Guest
from tests.services.database import database_url
from tests.services.postgres import (
    copy_database,
    directory_of,
    fresh_database,
    running_postgres,
    start_again,
    stop_hard,
)
from tests.services.static import collect_static
from tests.services.web import running_web

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

BUYERS, BACK_WITHIN_SECONDS = 6, 120


@dataclass
class Diary:
    """What buyers saw: order numbers with the time they were told, and the statuses of everything else."""

    ordered: list[tuple[float, str]] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    unavailable: list[httpx.Response] = field(default_factory=list)


@pytest.fixture
def url() -> Iterator[str]:
    """A server of our own to stop, with a copy of the test's database."""
    with running_postgres(is_durable=True) as server, fresh_database(server, "outage") as there:
        copy_database(database_url(), there.replace("postgres://", "postgresql://"))
        yield there


def what_every_buyer_types(product) -> Checkout:
    basket = a_basket((product, 1))
    total = draw_up(basket=basket, delivery=a_delivery(), cash=True, at=now()).total
    basket.delete()
    return Checkout(province=a_ward().province.code, ward=a_ward().code, total=total)


async def buys_again_and_again(
    address: str, product: int, checkout: Checkout, diary: Diary, until: asyncio.Event
) -> None:
    number = 0
    while not until.is_set():
        guest = Guest(address, number := number + 1)
        guest.client.event_hooks["response"] = [_noting(diary)]
        try:
            await guest.fill([product], checkout)
            answer = await guest.post(
                "/thanh-toan/xac-nhan/", place="1", terms="on", pays_by="cash", total=str(checkout.total)
            )
            where = answer.headers.get("location", "")
            if where.startswith("/don-hang/"):
                diary.ordered.append((time.monotonic(), where.split("/")[2]))
        except AssertionError:
            await asyncio.sleep(0.2)
        finally:
            await guest.client.aclose()


def _noting(diary: Diary):
    async def note(response: httpx.Response) -> None:
        diary.statuses.add(response.status_code)
        if response.status_code == 503:
            await response.aread()
            diary.unavailable.append(response)

    return note


def longer_than_a_request_waits() -> float:
    """Seconds after which those who wait for a connection are told, whether or not the stop cut them in mid-query."""
    return settings.DATABASES["default"]["OPTIONS"]["pool"]["timeout"] + 2


async def an_outage(address: str, url: str, product: int, checkout: Checkout) -> Diary:
    """What the buyers saw, of whom one could order again by itself."""
    diary, enough = Diary(), asyncio.Event()
    buyers = [
        asyncio.create_task(buys_again_and_again(address, product, checkout, diary, enough)) for _ in range(BUYERS)
    ]
    data = directory_of(url)
    while len(diary.ordered) < BUYERS:
        await asyncio.sleep(0.1)
    await asyncio.to_thread(stop_hard, data)
    await asyncio.sleep(longer_than_a_request_waits())
    await asyncio.to_thread(start_again, data)
    started = time.monotonic()
    while not any(moment > started for moment, number in diary.ordered):
        assert time.monotonic() < started + BACK_WITHIN_SECONDS, "nobody can order any more"
        await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    enough.set()
    await asyncio.gather(*buyers)
    return diary


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    """As in production, or the themed page would have no styles to name."""
    return str(collect_static(tmp_path_factory.mktemp("var")))


def test_an_outage_is_told_plainly_is_over_by_itself_and_loses_no_order(site, vietnam, request, var):
    a_service()
    product = a_product(on_hand=100_000)
    checkout = what_every_buyer_types(product)
    url = request.getfixturevalue("url")

    with running_web(url, environment={"VAR_DIR": var}) as address:
        diary = asyncio.run(an_outage(address, url, product.pk, checkout))
        assert diary.statuses == {302, 503}

    with psycopg.connect(url.replace("postgres://", "postgresql://")) as database:
        kept = {number for (number,) in database.execute("SELECT number FROM order_order")}
        held = database.execute("SELECT sum(reserved) FROM stock_balance").fetchone()[0]
    told = {number for moment, number in diary.ordered}
    assert (told - kept, held) == (set(), len(kept))
    assert {(page.headers["retry-after"], heading_of(page)) for page in diary.unavailable} == {
        ("5", "Chợ sẽ mở lại sau một lát")
    }


def heading_of(page: httpx.Response) -> str:
    return page.text.split("<h1>")[1].split("</h1>")[0]


def test_without_the_guard_buyers_would_be_told_of_a_fault_of_ours(site, vietnam, request, var):
    a_service()
    product = a_product(on_hand=100_000)
    checkout = what_every_buyer_types(product)
    url = request.getfixturevalue("url")

    with running_web(url, environment={"VAR_DIR": var, "WSGI": "tests.faults.unguarded_wsgi"}) as address:
        diary = asyncio.run(an_outage(address, url, product.pk, checkout))

    assert diary.statuses == {302, 500}
