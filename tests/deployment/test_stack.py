"""The services of docker-compose.yml, started as it says on PostgreSQL and Redis: they serve, work, keep the time."""

import re
import subprocess
import time
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from django.utils.timezone import now

from shop.order.models import Order
from shop.payment.attempts import Refund
from tests.factories import a_basket, a_product
from tests.factories.ordering import submit_an_order
from tests.factories.paying import a_paid_order
from tests.fakes.stripe import FakeStripe
from tests.faults.crowd import TOKEN
from tests.services.compose import (
    command_of,
    compose,
    example,
    health_command,
    running_service,
    running_web_service,
    told,
)
from tests.services.database import database_url
from tests.services.ports import free_port, wait_for_port
from tests.services.processes import HOUSE, running
from tests.services.redis import running_redis

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
]
AS_THE_PROXY_SAYS = {"Host": example()["ALLOWED_HOSTS"], "X-Forwarded-Proto": "https"}


@pytest.fixture
def here(var, site, vietnam):
    """What stands for the hosts of the stack on this machine."""
    with running_redis() as redis:
        yield {
            "DATABASE_URL": database_url(),
            "REDIS_URL": redis,
            "ELASTICSEARCH_URL": "",
            "VAR_DIR": str(var),
            "EMAIL_URL": "dummymail://",
        }


def until(is_so, *, seconds: int = 240) -> bool:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)
    return is_so()


def test_once_migrated_the_web_service_is_ready_alive_and_serves_pages_with_hashed_static_files(here):
    a_product("Nước mắm Cửa Khe", on_hand=5)
    subprocess.run(command_of("migrate"), cwd=HOUSE, env=told("migrate", **here), check=True)

    with running_web_service(**here) as address:
        ready = httpx.get(f"{address}/readyz", timeout=60)
        health = [word.replace("127.0.0.1:8000", urlsplit(address).netloc) for word in health_command()]
        alive = subprocess.run(health, check=False)
        bare = httpx.get(f"{address}/san-pham/", headers={"Host": AS_THE_PROXY_SAYS["Host"]}, timeout=60)
        page = httpx.get(f"{address}/san-pham/", headers=AS_THE_PROXY_SAYS, timeout=60)
        static = set(re.findall(r'"(/static/[^"#?]+)', page.text))
        files = [httpx.get(address + path, headers=AS_THE_PROXY_SAYS, timeout=60) for path in sorted(static)]

    assert ready.status_code == 200
    assert [ready.json()[part] for part in ("status", "database", "migrations", "tasks")] == ["ok"] * 4
    assert alive.returncode == 0
    assert (bare.status_code, bare.headers["location"]) == (301, f"https://{AS_THE_PROXY_SAYS['Host']}/san-pham/")
    assert (page.status_code, "Nước mắm Cửa Khe" in page.text) == (200, True)
    assert [path for path in static if not re.search(r"\.[0-9a-f]{12}\.\w+$", path)] == []
    assert {(file.status_code, file.headers.get("cache-control")) for file in files} == {
        (200, "max-age=315360000, public, immutable")
    }


def visitor(address: str) -> httpx.Client:
    """One whose browser speaks TLS with the proxy before this web server."""
    origin = {"Origin": f"https://{AS_THE_PROXY_SAYS['Host']}"}
    return httpx.Client(base_url=address, headers=AS_THE_PROXY_SAYS | origin, cookies={"csrftoken": TOKEN}, timeout=60)


@pytest.mark.parametrize(
    ("tasks", "worker"), [("rq", command_of("worker")), ("database", ["python", "manage.py", "db_worker"])], ids=str
)
def test_what_the_web_puts_off_a_worker_does(tasks, worker, here, settings):
    """The buyer cancels a paid order: the money goes back by a task, once there is a worker."""
    with FakeStripe() as stripe:
        houses = {"STRIPE_API_BASE": stripe.url, "STRIPE_SECRET_KEY": stripe.secret_key}
        houses["STRIPE_WEBHOOK_SECRET"] = stripe.webhook_secret
        settings.STRIPE_API_BASE, settings.STRIPE_SECRET_KEY = stripe.url, stripe.secret_key
        order, attempt = a_paid_order(stripe)
        with running_web_service(**here, **houses, TASKS=tasks) as address, visitor(address) as buyer:
            answer = buyer.post(f"{order.get_absolute_url()}cancel/", data={"csrfmiddlewaretoken": TOKEN})
        put_off = Refund.objects.get().state, stripe.books.refunded(attempt.charge_id)

        with running(worker, told("worker", **here, **houses, TASKS=tasks)):
            is_done = until(lambda: Refund.objects.get().state == Refund.State.DONE)

        assert (answer.status_code, put_off) == (302, (Refund.State.ASKED, 0))
        assert (is_done, stripe.books.refunded(attempt.charge_id)) == (True, attempt.amount)


def test_the_timetable_service_lets_go_of_what_was_not_paid(here):
    late = submit_an_order(a_basket((a_product(on_hand=5), 1)), pays_by="vietqr")
    Order.objects.filter(pk=late.pk).update(expires_at=now() - timedelta(minutes=1))

    with running_service("timetable", **here):
        is_over = until(lambda: Order.objects.get(pk=late.pk).status == Order.CANCELLED)

    assert is_over


def test_redis_is_started_as_the_file_says_and_asked_for_its_health(tmp_path):
    port = free_port()
    client, *question = compose()["services"]["redis"]["healthcheck"]["test"][1:]

    with running([*command_of("redis"), "--port", str(port), "--dir", str(tmp_path)], told("redis")):
        wait_for_port(port)
        answer = subprocess.run([client, "-p", str(port), *question], capture_output=True, text=True, check=False)

    assert answer.stdout == "PONG\n"
