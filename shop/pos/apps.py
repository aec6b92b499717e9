from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PosConfig(AppConfig):
    name = "shop.pos"
    label = "pos"
    verbose_name = _("Counter")

    def ready(self):
        from catalogue.traceability.models import Hold
        from shop.pos import audit, promises
        from shop.stock.audit import invariants

        invariants.extend(audit.INVARIANTS)
        post_save.connect(promises.follow_hold, sender=Hold)
