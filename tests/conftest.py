"""What every test stands on: the rows that migrations and set-up would have made."""

import pytest
from django.contrib.sites.models import Site as DjangoSite
from oscar.core.loading import get_model


@pytest.fixture(autouse=True)
def _quiet_settings(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def vietnam(db):
    return get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="VN", defaults={"printable_name": "Việt Nam", "name": "Việt Nam", "is_shipping_country": True}
    )[0]


@pytest.fixture
def site(db):
    """The Django site and the Wagtail tree that migrations make on a real machine."""
    from wagtail.models import Locale, Page, Site

    DjangoSite.objects.update_or_create(pk=1, defaults={"domain": "testserver", "name": "Chợ OCOP"})
    locale = Locale.objects.get_or_create(language_code="vi")[0]
    Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    return Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": root}
    )[0]
