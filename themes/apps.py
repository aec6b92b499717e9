"""The Django app that owns the template tags and the words of the base templates."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "themes"
