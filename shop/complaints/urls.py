"""The page of words about complaints is an editor's, at the address above these."""

from django.urls import path

from shop.addresses import word
from shop.complaints import views

app_name = "complaints"
urlpatterns = [
    path(word("gui/", "send/"), views.File.as_view(), name="file"),
    path(word("tra-cuu/", "track/"), views.Track.as_view(), name="track"),
    path("<slug:number>/", views.Status.as_view(), name="status"),
]
