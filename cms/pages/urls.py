"""For machines: no language, no prefix."""

from django.contrib.sitemaps import views
from django.urls import path

from cms.pages.robots import robots
from cms.pages.sitemaps import SITEMAPS

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", views.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_part"}, name="sitemap"),
    path("sitemap-<section>.xml", views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap_part"),
]
