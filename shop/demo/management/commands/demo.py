import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now
from tqdm import tqdm

from shop.demo.loading import NotInProduction, load


class Command(BaseCommand):
    help = "Load the demonstration: goods, makers, points, stock, orders and a user for each role. May be run again."

    def add_arguments(self, parser):
        parser.add_argument("--without-pictures", action="store_true", help="draw none; they can be added later")

    def handle(self, *, without_pictures, verbosity, **options):
        def track(things, name):
            return tqdm(things, desc=f"{name:<30}", file=sys.stderr, disable=verbosity == 0)

        try:
            made = load(at=now(), with_pictures=not without_pictures, track=track)
        except NotInProduction as refusal:
            raise CommandError(str(refusal)) from refusal
        if not made:
            self.stdout.write("The users of the demonstration are there already; their passwords stay as they are.")
            return
        self.stdout.write("Users of the demonstration. Their passwords are shown this once:")
        for user in made:
            pin = f"  PIN {user.pin} at counters" if user.pin else ""
            self.stdout.write(f"  {user.role:<18} {user.email:<26} {user.password}{pin}")
