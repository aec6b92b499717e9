from django.apps import AppConfig


class FairsConfig(AppConfig):
    name = "shop.fairs"
    verbose_name = "Fairs"
