from django.core.management.base import BaseCommand
from tqdm import tqdm

from catalogue.evaluation.loading import load
from catalogue.evaluation.models import CriteriaSet, Rulebook


class Command(BaseCommand):
    help = "Load the rulebooks of the programme by date and their criteria sets. May be run again."

    def handle(self, *args, **options):
        with tqdm(desc="rules", unit=" rows", disable=options["verbosity"] == 0) as bar:
            load(progress=bar.update)
        self.stdout.write(f"{Rulebook.objects.count()} rulebooks, {CriteriaSet.objects.count()} criteria sets.")
