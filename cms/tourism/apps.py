from django.apps import AppConfig


class TourismConfig(AppConfig):
    name = "cms.tourism"
    verbose_name = "Tourism"
