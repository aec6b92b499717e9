"""When the database does not answer, visitors are told so plainly: 503, come back in a moment; nothing is half done."""

import logging
import sqlite3
import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.views.defaults import ERROR_PAGE_TEMPLATE
from django.views.defaults import bad_request as refused

log = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5
# https://www.postgresql.org/docs/15/errcodes-appendix.html: connection, shutdown, resources, locks, rollback, idleness
OUTAGES = ("08", "57P", "53", "55P", "40", "25P03")


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: an outage is told from a fault of ours. Asks the database nothing."""
    if is_outage(sys.exc_info()[1]):
        return come_back()
    return HttpResponse(_page("500.html", _("Something broke on our side. Try again in a minute.")), status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: a session that the database could not keep is told by Django as the visitor's mistake."""
    return come_back() if any(map(is_outage, _behind(exception))) else refused(request, exception)


def come_back() -> HttpResponse:
    page = _page("503.html", _("Our database does not answer. Try again soon."))
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=headers)


def _page(template: str, words: str) -> str:
    """In the theme; bare where even that fails, so that a visitor is always told in words of ours."""
    try:
        return loader.get_template(template).render()
    except Exception:
        log.exception("%s cannot be shown", template)
        return ERROR_PAGE_TEMPLATE % {"title": template.removesuffix(".html"), "details": words}


def _behind(fault: BaseException | None) -> Iterator[BaseException]:
    """The fault, and those during which it came up."""
    while fault is not None:
        yield fault
        fault = fault.__context__


def is_outage(fault: BaseException | None) -> bool:
    """True where the database was away or too busy, so that the same request may succeed a moment later."""
    if isinstance(fault, InterfaceError):
        return True
    if not isinstance(fault, OperationalError):
        return False
    cause = fault.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(OUTAGES)
