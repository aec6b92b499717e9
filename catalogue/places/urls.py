from django.urls import path

from catalogue.places import views

app_name = "places"
urlpatterns = [path("dia-chi/xa-phuong/", views.wards, name="wards")]
