from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now

from shop.waiting import asking, telling


class Command(BaseCommand):
    help = "Tell those who wait for goods that are back, and forget addresses that never said yes. Safe to repeat."

    def handle(self, **options):
        told = telling.tell_all(product_ids=telling.everybody_waits_for(), day=localdate())
        forgotten = asking.forget_unconfirmed(at=now())
        self.stdout.write(f"{told} told, {forgotten} forgotten.")
