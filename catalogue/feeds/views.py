"""The feeds' doors: streamed, so that a large catalogue takes no more memory than a small one."""

from collections.abc import Iterator
from itertools import chain

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalogue.feeds import channels
from catalogue.feeds.goods import offers_on

# A certificate that lapses must soon be gone from what channels copy.
SECONDS = 300


@require_safe
@cache_control(public=True, max_age=SECONDS)
def google(request: HttpRequest) -> StreamingHttpResponse:
    home = request.build_absolute_uri(reverse("home"))
    lines = channels.google(offers_on(localdate(), request=request), title="Chợ OCOP", url=home)
    return _streamed(lines, "application/xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=SECONDS)
def table(request: HttpRequest) -> StreamingHttpResponse:
    lines = channels.table(offers_on(localdate(), request=request))
    return _streamed(lines, "text/csv; charset=utf-8")


def _streamed(lines: Iterator[str], content_type: str) -> StreamingHttpResponse:
    """The first of it is read at once: what goes wrong there is still answered as what it is."""
    return StreamingHttpResponse(chain([next(lines)], lines), content_type=content_type)
