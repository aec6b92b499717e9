"""What search engines may list, in both languages, each with its counterpart."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Q
from django.urls import reverse
from wagtail.models import Page, Site

from catalogue.models import Product
from catalogue.producers.models import Producer
from catalogue.publishing import weaker_than
from cms.pages.hosts import domain_of
from shop.fairs.models import Fair
from shop.locations.models import Location


class BothLanguages(Sitemap):
    i18n = True
    alternates = True
    x_default = True
    limit = 20_000  # addresses; with alternates a file stays below the 50 MB of sitemaps.org


class Goods(BothLanguages):
    """Alcohol is not among them: its pages ask for an age first."""

    def items(self):
        return self._for_anyone().order_by("pk").only("pk", "slug", "date_updated")

    def lastmod(self, product):
        return product.date_updated

    def get_latest_lastmod(self):
        return self._for_anyone().aggregate(Max("date_updated"))["date_updated__max"]

    def _for_anyone(self):
        return Product.objects.browsable().filter(weaker_than(settings.ALCOHOL_ADULT_ABV))


class Producers(BothLanguages):
    def items(self):
        return Producer.objects.listed().order_by("pk").only("pk", "slug")


class PointsOfSale(BothLanguages):
    def items(self):
        return Location.objects.open_to_public().order_by("pk").only("pk", "slug")


class Fairs(BothLanguages):
    def items(self):
        return Fair.objects.shown().order_by("pk").only("pk", "slug")


class Lists(BothLanguages):
    def items(self):
        return ["catalogue:index", "producers:index", "locations:index", "fairs:index"]

    def location(self, name):
        return reverse(name)


class EditorsPages(Sitemap):
    """The pages of the site that is asked; its trees hold one for each language."""

    site = None

    def get_urls(self, page=1, site=None, protocol=None):
        self.site = site
        return super().get_urls(page=page, site=site, protocol=protocol)

    def items(self):
        homes = Page.objects.filter(translation_key__in=[site.root_page.translation_key for site in self._sites()])
        trees = [Q(path__startswith=home.path) for home in homes]
        return Page.objects.filter(reduce(or_, trees, Q(pk=None))).live().public().order_by("path")

    def location(self, page):
        return page.get_url_parts()[2]

    def lastmod(self, page):
        return page.last_published_at

    def _sites(self) -> list[Site]:
        every = Site.objects.select_related("root_page")
        return [site for site in every if self.site and domain_of(site) == self.site.domain]


SITEMAPS = {
    "goods": Goods,
    "producers": Producers,
    "points": PointsOfSale,
    "fairs": Fairs,
    "lists": Lists,
    "pages": EditorsPages,
}
