from django.core.management.base import BaseCommand
from tqdm import tqdm

from catalogue.places.loading import load
from catalogue.places.models import Province, Ward


class Command(BaseCommand):
    help = "Load provinces and wards of today and of before July 2025, with what became of them. May be run again."

    def handle(self, *args, **options):
        with tqdm(desc="places", unit=" units", disable=options["verbosity"] == 0) as bar:
            load(progress=bar.update)
        self.stdout.write(
            f"{Province.objects.current().count()} provinces and {Ward.objects.current().count()} wards today; "
            f"{Province.objects.exclude(valid_to=None).count()} and {Ward.objects.exclude(valid_to=None).count()} "
            "of before July 2025."
        )
