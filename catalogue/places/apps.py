from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "catalogue.places"
    verbose_name = "Places"
