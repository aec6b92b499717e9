from itertools import product

import pytest
from django.test import RequestFactory
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from cms.home.planting import plant
from cms.pages.looks import chosen, look_of
from cms.pages.models import Look
from themes.engine import BASE_THEME


def theme_at(client, host):
    return client.get("/", headers={"host": host}).text.split('data-theme="')[1].split('"')[0]


@pytest.fixture
def two_sites(planted):
    return planted, plant(hostname="tet.example", theme="tet", is_another=True)


def test_each_host_wears_the_theme_of_its_site(two_sites, client):
    assert [theme_at(client, host) for host in ("testserver", "tet.example", "tet.example:8080", "la.example")] == [
        "ocop",
        "tet",
        "tet",
        "ocop",
    ]


def test_a_new_theme_shows_at_once(two_sites, client):
    first, _tet = two_sites
    before = theme_at(client, "testserver")

    Look.objects.filter(site=first).first().delete()
    Look.objects.create(site=first, theme="da-nang")

    assert (before, theme_at(client, "testserver"), theme_at(client, "tet.example")) == ("ocop", "da-nang", "tet")


def test_a_site_that_moves_takes_its_theme_along(two_sites, client):
    _first, tet = two_sites
    theme_at(client, "tet.example")

    tet.hostname = "xuan.example"
    tet.save()

    assert [theme_at(client, host) for host in ("xuan.example", "tet.example")] == ["tet", "ocop"]


def test_a_theme_whose_folder_is_gone_falls_back(planted, client):
    Look.objects.filter(site=planted).update(theme="da-bo")

    assert theme_at(client, "testserver") == BASE_THEME


def test_the_theme_costs_no_query_once_known(two_sites, django_assert_num_queries):
    request = RequestFactory().get("/", headers={"host": "tet.example"})
    look_of(request)

    with django_assert_num_queries(0):
        look = look_of(request)

    assert look.theme == "tet"


def test_a_site_is_chosen_as_wagtail_chooses_it(planted):
    root = planted.root_page
    hosts = [("mot.example", 80), ("hai.example", 80), ("hai.example", 8000), ("testserver", 9000)]
    for hostname, port in hosts:
        Site.objects.create(hostname=hostname, port=port, root_page=root)
    from cms.pages.looks import _table

    asked = list(product(["testserver", "mot.example", "hai.example", "la.example"], [80, 8000, 9000]))

    ours = [chosen(_table(), hostname=hostname, port=port).site_id for hostname, port in asked]

    assert ours == [get_site_for_hostname(hostname, port).pk for hostname, port in asked]
