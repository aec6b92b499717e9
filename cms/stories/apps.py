from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "cms.stories"
    verbose_name = "Stories"
