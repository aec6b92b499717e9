import sqlite3

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.translation import override

from shop.outage import come_back, is_outage, server_error


def fault(cause) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def of_sqlite(code) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("busy")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (fault(psycopg.OperationalError("connection refused")), True),
        (fault(psycopg.errors.AdminShutdown()), True),
        (fault(psycopg.errors.CannotConnectNow()), True),
        (fault(psycopg.errors.LockNotAvailable()), True),
        (fault(of_sqlite(sqlite3.SQLITE_BUSY)), True),
        (InterfaceError("the connection is closed"), True),
        (fault(of_sqlite(sqlite3.SQLITE_ERROR)), False),
        (ValueError("a fault of ours"), False),
        (None, False),
    ],
    ids=repr,
)
def test_an_outage_is_told_from_a_fault_of_ours(error, expected):
    assert is_outage(error) is expected


@pytest.mark.parametrize(
    ("error", "status"), [(fault(psycopg.OperationalError("gone")), 503), (ValueError("ours"), 500)]
)
@pytest.mark.django_db
def test_the_visitor_is_told_to_come_back(monkeypatch, error, status):
    def raise_it(*args, **kwargs):
        raise error

    monkeypatch.setattr("shop.checkout.steps.pages.DeliveryPage.dispatch", raise_it)

    answer = Client(raise_request_exception=False).get("/thanh-toan/")

    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, "5" if status == 503 else None)


IN_BOTH_LANGUAGES = [
    ("vi", "/thanh-toan/", "Chợ sẽ mở lại sau một lát"),
    ("en", "/en/checkout/", "The market is back in a moment"),
]


@pytest.mark.parametrize(("language", "_path", "heading"), IN_BOTH_LANGUAGES)
def test_the_page_of_an_outage_is_the_theme_s_in_the_language_of_who_asks_without_a_database(language, _path, heading):
    """pytest-django lets this test ask no database: a query would make the page bare."""
    with override(language):
        page = come_back().content.decode()

    assert f'<html lang="{language}"' in page
    assert f"<h1>{heading}</h1>" in page
    assert 'class="mark"' in page


@pytest.mark.parametrize(("_language", "path", "heading"), IN_BOTH_LANGUAGES)
@pytest.mark.django_db
def test_the_language_is_that_of_the_address(monkeypatch, _language, path, heading):
    def away(*args, **kwargs):
        raise fault(psycopg.OperationalError("gone"))

    monkeypatch.setattr("shop.checkout.steps.pages.DeliveryPage.dispatch", away)

    answer = Client(raise_request_exception=False).get(path)

    assert (answer.status_code, f"<h1>{heading}</h1>" in answer.content.decode()) == (503, True)


@pytest.mark.parametrize(("say", "status"), [(come_back, 503), (lambda: server_error(HttpRequest()), 500)])
def test_where_even_the_theme_fails_the_page_is_bare_but_there(monkeypatch, say, status):
    def missing(name):
        raise ValueError(name)

    monkeypatch.setattr("shop.outage.loader.get_template", missing)

    answer = say()

    assert (answer.status_code, f"<h1>{status}</h1>" in answer.content.decode()) == (status, True)


@pytest.mark.parametrize(
    ("error", "status"), [(fault(psycopg.OperationalError("gone")), 503), (DatabaseError("no such row"), 400)]
)
@pytest.mark.django_db
def test_a_session_lost_to_an_outage_is_not_the_visitors_mistake(monkeypatch, error, status):
    def remember(page, request, *args, **kwargs):
        request.session["seen"] = True
        return HttpResponse()

    def save(session, must_create=False):
        try:
            raise error
        except DatabaseError:
            raise UpdateError  # noqa: B904, as Django's own does

    monkeypatch.setattr("shop.checkout.steps.pages.DeliveryPage.dispatch", remember)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", save)

    answer = Client(raise_request_exception=False).get("/thanh-toan/")

    assert answer.status_code == status


@pytest.mark.django_db
def test_a_visitor_waits_for_an_absent_database_once(monkeypatch):
    waits = []

    def away(*args, **kwargs):
        waits.append(args)
        raise fault(psycopg.OperationalError("gone"))

    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", away)

    answer = Client(raise_request_exception=False).get("/en/products/")

    assert (answer.status_code, len(waits)) == (503, 1)
    assert 'href="/en/"' in answer.text
