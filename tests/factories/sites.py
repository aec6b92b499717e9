"""What migrations and set-up make on a real machine, and tests without migrations lack."""

from django.contrib.sites.models import Site as DjangoSite
from oscar.core.loading import get_model
from wagtail.models import Locale, Page, Site


def the_country():
    return get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="VN", defaults={"printable_name": "Việt Nam", "name": "Việt Nam", "is_shipping_country": True}
    )[0]


def the_site() -> Site:
    """The Django site and the Wagtail tree."""
    DjangoSite.objects.update_or_create(pk=1, defaults={"domain": "testserver", "name": "Chợ OCOP"})
    locale = Locale.objects.get_or_create(language_code="vi")[0]
    Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    return Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": root}
    )[0]
