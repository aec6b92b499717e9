from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "cms.records"
    verbose_name = "Records"
