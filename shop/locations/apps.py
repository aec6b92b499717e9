from django.apps import AppConfig


class LocationsConfig(AppConfig):
    name = "shop.locations"
    verbose_name = "Locations"
