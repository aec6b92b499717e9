from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from catalogue.search.entries import refreshing


class Command(BaseCommand):
    help = "Give search the certificates that came into force since the day turned. Safe to repeat."

    def handle(self, **options):
        changed = refreshing.refresh_turned(day=localdate())
        self.stdout.write(f"{len(changed)} entries put right")
