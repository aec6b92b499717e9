from django.apps import AppConfig


class StocktakingConfig(AppConfig):
    name = "shop.stocktaking"
    verbose_name = "Stocktakes"
