from django.apps import AppConfig


class BoughtReviewsConfig(AppConfig):
    name = "shop.reviews"
    label = "bought_reviews"
    verbose_name = "Reviews by buyers"
