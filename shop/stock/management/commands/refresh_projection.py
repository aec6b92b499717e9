from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from shop.stock import projection


class Command(BaseCommand):
    help = "Take lots that no longer keep long enough off the web. Run just after midnight; safe to repeat."

    def handle(self, **options):
        products = projection.refresh_all(day=localdate())
        self.stdout.write(f"{products} product(s) put right")
