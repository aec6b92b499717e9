from django.core.exceptions import DisallowedHost

from cms.pages.looks import NOBODY, look_of
from themes.engine import use_theme


class ThemeMiddleware:
    """Render each answer in the theme of its Wagtail Site; in the base theme where the host is none of ours.

    An outage of the database is told here and now, so that a visitor waits for it once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            request.look = look_of(request)
        except DisallowedHost:
            request.look = NOBODY
        with use_theme(request.look.theme):
            return self.get_response(request)
