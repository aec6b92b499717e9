from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from catalogue.models import Product
from catalogue.search.entries import refreshing
from catalogue.search.models import Entry
from catalogue.search.protocol import EngineAway


class Command(BaseCommand):
    help = "Build what search looks into anew, while the shop goes on answering. Safe to repeat and to break off."

    def handle(self, *, verbosity, **options):
        is_quiet = True if verbosity == 0 else None
        goods = Product.objects.filter(parent=None).count()
        with tqdm(total=goods, desc="entries", unit=" goods", disable=is_quiet) as bar:
            refreshing.rebuild(progress=bar.update)
        self.stdout.write(f"The database holds {Entry.objects.count()} entries")
        if settings.ELASTICSEARCH_URL:
            self.stdout.write(f"Elasticsearch answers from {self._rebuild(is_quiet)}")

    def _rebuild(self, is_quiet: bool | None) -> str:
        from catalogue.search.elastic import catching_up

        with tqdm(total=Entry.objects.count(), desc="documents", unit=" goods", disable=is_quiet) as bar:
            try:
                return catching_up.rebuild(progress=bar.update)
            except EngineAway as fault:
                raise CommandError(f"The index that served before still does: {fault}") from fault
