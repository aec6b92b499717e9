"""What a device asks when the app is put on its home screen. https://www.w3.org/TR/appmanifest/"""

from functools import cache
from typing import Any

import resvg_py
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from themes.engine import current_theme

SIZES = (192, 512)
GREEN, PAPER, RED, GOLD = "#1f5b3a", "#fbf7ef", "#ab301b", "#e8a317"
# The market's mark on a ground that reaches every edge; all that counts lies in the middle four fifths (maskable).
MARK = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path fill="{GREEN}" d="M0 0h32v32H0z"/><path fill="{PAPER}" d="M16 7l6.6 9L16 25l-6.6-9z"/>
<path fill="{RED}" d="M16 12l2.9 4-2.9 4-2.9-4z"/>
<path fill="{GOLD}" d="M4 12l3.6 4L4 20zM28 12l-3.6 4 3.6 4z"/></svg>"""


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """In the language of `?lang=`, Vietnamese by default."""
    language = "en" if request.GET.get("lang") == "en" else "vi"
    with override(language):
        said = _said(language)
    return JsonResponse(
        said, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


@require_safe
@cache_control(max_age=86_400)
def icon(request: HttpRequest, size: int) -> HttpResponse:
    if size not in SIZES:
        raise Http404
    return HttpResponse(_drawn(size), content_type="image/png")


def _said(language: str) -> dict[str, Any]:
    start, colour = reverse("counter:shell"), current_theme().browser_colour
    return {
        "id": start,
        "name": _("OCOP market counter"),
        "short_name": _("OCOP counter"),
        "description": _("Sells, prints and counts without a network, and sends when there is one."),
        "lang": language,
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "theme_color": colour,
        "background_color": colour,
        "icons": [
            {
                "src": reverse("counter:icon", args=[size]),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size in SIZES
            for purpose in ("any", "maskable")
        ],
    }


@cache
def _drawn(size: int) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=MARK, width=size, height=size))
