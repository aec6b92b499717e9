from django.apps import AppConfig


class EnteringConfig(AppConfig):
    name = "shop.account.entering"
    verbose_name = "Signing in"
