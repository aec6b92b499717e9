from django.core.management.base import BaseCommand
from django.utils.timezone import now
from tqdm import tqdm

from shop.payment.reconciling import reconcile


class Command(BaseCommand):
    help = "Ask the payment houses about all that is open, send refunds, and list what differs. Safe to repeat."

    def handle(self, *, verbosity, **options):
        with tqdm(unit=" payments", disable=True if verbosity == 0 else None) as bar:
            summary = reconcile(at=now(), progress=bar.update)
        self.stdout.write(
            f"asked {summary.asked}, settled {summary.settled}, refunds done {summary.refunds_sent}, "
            f"not answered {summary.unanswered}, differences open {summary.breaks}"
        )
