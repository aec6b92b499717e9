"""The feeds' doors: streamed, so that a large catalogue takes no more memory than a small one."""

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
    return StreamingHttpResponse(lines, content_type="application/xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=SECONDS)
def table(request: HttpRequest) -> StreamingHttpResponse:
    lines = channels.table(offers_on(localdate(), request=request))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
