from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now

from shop.pos.changes import turning


class Command(BaseCommand):
    help = "Tell counters which certificates began or ended to speak today, and forget old news. Safe to repeat."

    def handle(self, **options):
        turned, forgotten = turning.turn(day=localdate()), turning.forget(at=now())
        self.stdout.write(f"{turned} turned, {forgotten} forgotten.")
