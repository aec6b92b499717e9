from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    name = "shop.desk"
    verbose_name = "Desk"

    def ready(self):
        from shop.desk.roles import plant_after_migrating

        post_migrate.connect(plant_after_migrating, sender=self)
