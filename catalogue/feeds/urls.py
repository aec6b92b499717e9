"""Addresses of the feeds; in English under /en/."""

from django.urls import path

from catalogue.feeds import views

app_name = "feeds"
urlpatterns = [
    path("google.xml", views.google, name="google"),
    path("facebook.csv", views.table, name="facebook"),
    path("zalo.csv", views.table, name="zalo"),
]
