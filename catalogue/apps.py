from django.db.models.signals import post_save
from django.urls import path, register_converter
from oscar.apps.catalogue import apps
from oscar.core.loading import get_class

from catalogue.pages.groups import GroupConverter

register_converter(GroupConverter, "group")


class CatalogueConfig(apps.CatalogueConfig):
    name = "catalogue"

    def ready(self):
        super().ready()
        from catalogue.product import fold_products_of

        self.group_view = get_class("catalogue.views", "GroupView")
        post_save.connect(fold_products_of, sender="producers.Producer")

    def get_urls(self):
        return [path("<group:group>/", self.group_view.as_view(), name="group"), *super().get_urls()]
