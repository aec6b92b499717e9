from django.apps import AppConfig


class TraceabilityConfig(AppConfig):
    name = "catalogue.traceability"
    verbose_name = "Traceability"
