import pytest
from django.contrib.sites.models import Site as DjangoSite
from django.contrib.sites.models import SiteManager
from django.contrib.sites.shortcuts import get_current_site
from django.test import RequestFactory
from wagtail.models import Site

from cms.home.planting import plant


def domains():
    return sorted(DjangoSite.objects.values_list("domain", flat=True))


def at(host):
    return RequestFactory().get("/", headers={"host": host})


def test_a_row_follows_its_site_under_a_new_name(planted):
    row = DjangoSite.objects.get(domain="testserver")

    planted.hostname, planted.port = "cho.example", 8000
    planted.save()

    assert domains() == ["cho.example:8000"]
    assert DjangoSite.objects.get(pk=row.pk).domain == "cho.example:8000"


def test_a_second_site_has_a_row_until_it_is_deleted(planted):
    tet = plant(hostname="tet.example", is_another=True)
    with_it = domains()

    tet.delete()

    assert (with_it, domains()) == (["testserver", "tet.example"], ["testserver"])


def test_the_placeholder_of_a_fresh_database_is_taken_over(db):
    DjangoSite.objects.update_or_create(pk=1, defaults={"domain": "example.com", "name": "example.com"})

    plant(hostname="cho.example")

    assert domains() == ["cho.example"]


def test_an_unknown_host_is_served_as_the_default_site(planted):
    assert get_current_site(at("la.example")).domain == "testserver"
    assert DjangoSite.objects.get_current().domain == "testserver"


def test_without_our_welcome_an_unknown_host_is_refused(planted):
    """The negative control: Django's own lookup."""
    with pytest.raises(DjangoSite.DoesNotExist):
        SiteManager._get_site_by_request(DjangoSite.objects, at("la.example"))


def test_a_known_host_is_itself(planted):
    plant(hostname="tet.example", is_another=True)

    assert get_current_site(at("tet.example")).domain == "tet.example"
    assert Site.objects.count() == 2
