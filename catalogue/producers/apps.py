from django.apps import AppConfig


class ProducersConfig(AppConfig):
    name = "catalogue.producers"
    verbose_name = "Producers"
