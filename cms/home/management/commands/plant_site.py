from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.home.planting import plant
from themes.engine import BASE_THEME, installed_themes

PORTS = {"http": 80, "https": 443}


class Command(BaseCommand):
    help = "Give a site its home, indexes and pages of words in both languages; may be run again."

    def add_arguments(self, parser):
        base = urlsplit(settings.BASE_URL)
        parser.add_argument("--hostname", default=base.hostname)
        parser.add_argument("--port", type=int, default=base.port or PORTS[base.scheme])
        parser.add_argument("--name", default="Chợ OCOP")
        parser.add_argument("--theme", choices=list(installed_themes()), default=BASE_THEME)
        parser.add_argument("--another", action="store_true", help="a site beside the default one")

    def handle(self, *, hostname, port, name, theme, another, **options):
        site = plant(hostname=hostname, port=port, name=name, theme=theme, is_another=another)
        self.stdout.write(f"{site.site_name}: {site.root_url}")
