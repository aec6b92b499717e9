import pytest
from django.db import DatabaseError

from catalogue.search.elastic import catching_up
from shop import health


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)


def test_a_living_process_says_so_without_a_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_probe_needs_no_known_host_and_no_tls(client, db, settings):
    settings.ALLOWED_HOSTS = ["cho.example"]
    settings.SECURE_SSL_REDIRECT = True

    probe = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    visitor = client.get("/", headers={"host": "10.0.0.7:8000"})

    assert (probe.status_code, visitor.status_code) == (200, 400)


def test_a_ready_process_has_database_migrations_and_tasks(client, db, monkeypatch):
    monkeypatch.setattr(health, "is_migrated", lambda: True)

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "migrations": "ok", "tasks": "ok", "search": "ok"}


def test_an_unapplied_migration_keeps_visitors_away(client, db, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [("room", "0001_initial")])

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "failed",
        "database": "ok",
        "migrations": "failed",
        "tasks": "ok",
        "search": "ok",
    }


def test_migrations_are_looked_at_until_they_are_applied_and_never_again(db, monkeypatch):
    plans = [[("room", "0001_initial")], []]
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: plans.pop(0))

    answers = [health.is_migrated() for _ in range(4)]

    assert (answers, plans) == ([False, True, True, True], [])


def test_a_silent_database_is_told_and_not_asked_further(client, monkeypatch):
    def silence():
        raise DatabaseError

    monkeypatch.setattr(health.connection, "cursor", silence)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert set(answer.json().values()) == {"failed"}


def test_a_silent_task_queue_is_told(client, db, settings, monkeypatch):
    monkeypatch.setattr(health, "is_migrated", lambda: True)
    settings.TASKS_CHOICE = "rq"
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "failed",
        "database": "ok",
        "migrations": "ok",
        "tasks": "failed",
        "search": "ok",
    }


def test_an_engine_of_search_that_is_away_is_told_and_keeps_no_visitor_away(client, db, settings, monkeypatch):
    monkeypatch.setattr(health, "is_migrated", lambda: True)
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["search"]) == ("degraded", "degraded")


@pytest.mark.elasticsearch
def test_an_engine_of_search_that_answers_is_told(client, db, monkeypatch, elasticsearch):
    monkeypatch.setattr(health, "is_migrated", lambda: True)
    catching_up.rebuild()

    assert client.get("/readyz").json()["search"] == "ok"
