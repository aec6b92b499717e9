from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

CLOSED = ["basket:summary", "checkout:index", "customer:summary"]
ADMINS = ["/cms/", "/dashboard/", "/en/dashboard/", "/ban/", "/en/desk/", "/don-hang/", "/en/orders/"]


def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers leave alone: what is one visitor's own, and the desks; and where the map is."""
    closed = list(ADMINS)
    for language in ("vi", "en"):
        with override(language):
            closed += [reverse(name) for name in CLOSED]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
