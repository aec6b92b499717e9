from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "shop.account.privacy"
    verbose_name = "Personal data"

    def ready(self):
        from shop.account.privacy import own

        own.declare()
