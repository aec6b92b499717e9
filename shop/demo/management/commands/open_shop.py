import os
from threading import Thread

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from shop.demo.loading import NotInProduction, refuse_in_production
from shop.health import is_migrated


class Command(BaseCommand):
    """One process, so that what takes seconds to import is imported once."""

    help = "Open the shop with demonstration data: prepare the database, load, serve, and keep the timetable."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("addrport", nargs="?", default="127.0.0.1:8000", help="where to serve")
        parser.add_argument("--without-pictures", action="store_true", help="draw none; they can be added later")

    def handle(self, *, addrport, without_pictures, verbosity, **options):
        try:
            refuse_in_production()
        except NotInProduction as refusal:
            raise CommandError(str(refusal)) from refusal
        if not is_migrated():
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)
        call_command("demo", without_pictures=without_pictures, verbosity=verbosity, stdout=self.stdout)
        # Everything is imported by this, before a second thread could import the half of it.
        self.check()
        Thread(target=_keep_the_timetable, name="timetable", daemon=True).start()
        self.stdout.write(f"The shop is open: http://{addrport}/")
        self.stdout.flush()
        call_command("runserver", addrport, use_reloader=False, skip_checks=True)


def _keep_the_timetable() -> None:
    with open(os.devnull, "w") as nobody:
        call_command("timetable", stdout=nobody)
