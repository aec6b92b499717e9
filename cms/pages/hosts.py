"""Rows of django.contrib.sites, which Oscar and Django's own mails ask, kept in step with Wagtail's Sites."""

from django.contrib.sites.models import Site as DjangoSite
from django.contrib.sites.models import SiteManager
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Site

USUAL_PORTS = (80, 443)
PLACEHOLDER = "example.com"  # the row that Django makes when it migrates


def domain_of(site: Site) -> str:
    return site.hostname if site.port in USUAL_PORTS else f"{site.hostname}:{site.port}"


def follow(*, instance: Site, **kwargs) -> None:
    """Receiver of a Wagtail Site about to be saved: its row keeps its key, and orders their site, under a new name."""
    wanted = domain_of(instance)
    before = [domain_of(site) for site in Site.objects.filter(pk=instance.pk)]
    names = [wanted, *before, PLACEHOLDER]
    rows = sorted(DjangoSite.objects.filter(domain__in=names), key=lambda row: names.index(row.domain))
    row = rows[0] if rows else DjangoSite()
    row.domain = wanted
    row.name = (instance.site_name or wanted)[:50]
    row.save()
    DjangoSite.objects.clear_cache()


def part(*, instance: Site, **kwargs) -> None:
    """Receiver of a deleted Wagtail Site."""
    DjangoSite.objects.filter(domain=domain_of(instance)).delete()
    DjangoSite.objects.clear_cache()


def welcome_unknown_hosts() -> None:
    """Let `get_current` fall back to the default site, as Wagtail does; Django raises, a 500 at checkout."""
    by_host = SiteManager.get_current

    def get_current(self, request=None):
        try:
            return by_host(self, request)
        except (DjangoSite.DoesNotExist, ImproperlyConfigured):
            default = [domain_of(site) for site in Site.objects.filter(is_default_site=True)]
            return self.filter(domain__in=default).first() or self.earliest("pk")

    SiteManager.get_current = get_current  # type: ignore[method-assign]
