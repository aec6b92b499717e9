from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from catalogue.certification.lapsing import HORIZONS, lapsing


class Command(BaseCommand):
    help = "Say which certificates lapsed today and which will within 30, 90 and 180 days. Changes nothing."

    def handle(self, *args, **options):
        found = lapsing(day=localdate())
        self._list(f"Lapsed today ({found.day:%d/%m/%Y})", found.lapsed)
        for horizon in HORIZONS:
            self._list(f"Within {horizon} days", found.within[horizon])

    def _list(self, title: str, certificates: list) -> None:
        self.stdout.write(f"{title}: {len(certificates)}")
        for certificate in certificates:
            product = certificate.product
            self.stdout.write(
                f"  {certificate.valid_until:%d/%m/%Y}  {certificate.number}  {product.title} · {product.producer}"
            )
