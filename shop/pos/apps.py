from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PosConfig(AppConfig):
    name = "shop.pos"
    label = "pos"
    verbose_name = _("Counter")

    def ready(self):
        from shop.pos import audit
        from shop.stock.audit import invariants

        invariants.extend(audit.INVARIANTS)
