from django.core.management.base import BaseCommand
from django.utils.timezone import now
from tqdm import tqdm

from shop.checkout.expiry import expire_unpaid


class Command(BaseCommand):
    help = "Cancel orders that were not paid in time and free their goods. Every minute; safe to repeat."

    def handle(self, *, verbosity, **options):
        with tqdm(unit=" orders", disable=True if verbosity == 0 else None) as bar:
            expired = expire_unpaid(at=now(), progress=bar.update)
        self.stdout.write(f"expired {expired}")
