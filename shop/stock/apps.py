from django.apps import AppConfig
from django.db.models.signals import post_save, pre_save


class StockConfig(AppConfig):
    name = "shop.stock"
    verbose_name = "Stock"

    def ready(self):
        from catalogue.traceability.models import Hold
        from shop.stock import terms

        for model in terms.TERMS:
            pre_save.connect(terms.note_before, sender=model)
            post_save.connect(terms.follow, sender=model)
        post_save.connect(terms.follow_hold, sender=Hold)
