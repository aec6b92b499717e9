from django.urls import path

from shop.locations.views import Detail, Index

app_name = "locations"
urlpatterns = [
    path("", Index.as_view(), name="index"),
    path("<slug:slug>/", Detail.as_view(), name="detail"),
]
