from django.urls import path

from shop.addresses import word
from shop.locations.asking import MyPlace
from shop.locations.views import Detail, Index

app_name = "locations"
urlpatterns = [
    path("", Index.as_view(), name="index"),
    path(word("noi-cua-toi/", "my-place/"), MyPlace.as_view(), name="my-place"),
    path("<slug:slug>/", Detail.as_view(), name="detail"),
]
