from django.core.management.base import BaseCommand
from django.utils.timezone import now

from shop.settlement import web


class Command(BaseCommand):
    help = "Accrue what was sent or refunded before this room followed orders. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"{web.catch_up(at=now())} accruals were missing.")
