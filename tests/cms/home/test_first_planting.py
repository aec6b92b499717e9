"""On a site that has nothing of ours yet."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from cms.home.planting import plant


def test_the_welcome_page_of_wagtail_is_removed(site):
    root = Page.get_first_root_node()
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.update(root_page=welcome)

    plant(hostname="testserver")

    assert not Page.objects.filter(pk=welcome.pk).exists()


def test_a_plain_page_that_is_in_use_stays(site):
    root = Page.get_first_root_node()
    kept = root.add_child(instance=Page(title="Một trang khác", slug="khac"))
    kept.add_child(instance=Page(title="Con", slug="con"))

    plant(hostname="testserver")

    assert Page.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("http://127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("https://cho.example", ("cho.example", 443)),
    ],
)
def test_the_command_takes_its_host_from_the_settings(site, settings, base_url, expected):
    settings.BASE_URL = base_url

    call_command("plant_site", stdout=StringIO())

    assert list(Site.objects.values_list("hostname", "port")) == [expected]
