from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "shop.timetable"
    verbose_name = "Timetable"
