"""Our settings, and nothing remembered from one request to the next."""

from shop.settings import *  # noqa: F403 all of them but these two

NOTHING = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
CACHES = {"default": NOTHING, "pages": NOTHING}
SHARED_SECONDS = 0
