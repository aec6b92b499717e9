from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalogue.search.protocol import EngineAway


class Command(BaseCommand):
    help = "Send Elasticsearch what it missed; make its index where there is none. Safe to repeat."

    def handle(self, **options):
        if not settings.ELASTICSEARCH_URL:
            return
        from catalogue.search.elastic import catching_up

        try:
            sent = catching_up.catch_up()
        except EngineAway as fault:
            raise CommandError(f"Elasticsearch is away: {fault}") from fault
        self.stdout.write(f"{sent} entries sent")
