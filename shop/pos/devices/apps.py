from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DevicesConfig(AppConfig):
    name = "shop.pos.devices"
    label = "pos_devices"
    verbose_name = _("Counters")
