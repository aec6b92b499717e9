from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ChangesConfig(AppConfig):
    name = "shop.pos.changes"
    label = "pos_changes"
    verbose_name = "What counters hear"

    def ready(self):
        from shop.pos.changes import triggers

        pre_migrate.connect(triggers.make_room, sender=self)
        post_migrate.connect(triggers.plant_after_migrating, sender=self)
