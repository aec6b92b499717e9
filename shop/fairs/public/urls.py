from django.urls import path

from shop.fairs.public.views import Detail, Index

app_name = "fairs"
urlpatterns = [
    path("", Index.as_view(), name="index"),
    path("<slug:slug>/", Detail.as_view(), name="detail"),
]
