from django.core.management.base import BaseCommand

from catalogue.search.editing import synonyms


class Command(BaseCommand):
    help = "Load the synonyms that come with the market. Those that editors changed are left alone."

    def handle(self, **options):
        self.stdout.write(f"{synonyms.load()} synonyms added")
