from themes.engine import use_theme


class ThemeMiddleware:
    """Render each answer in the theme of its Wagtail Site."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with use_theme("ocop"):
            return self.get_response(request)
