import sqlite3

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client

from shop.outage import is_outage


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
