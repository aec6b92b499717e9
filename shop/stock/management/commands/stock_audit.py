import sys

from django.core.management.base import BaseCommand

from shop.stock.audit import audit

COLUMNS = "{:<12} {:<32} {:>12} {:>12}"


class Command(BaseCommand):
    help = "Prove the ledger's invariants. Prints a table and exits with 1 where one fails."

    def handle(self, **options):
        faults = audit()
        if not faults:
            self.stdout.write("Every balance, reservation, transfer and stock record agrees with the ledger.")
            return
        self.stdout.write(COLUMNS.format("invariant", "where", "expected", "found"))
        for fault in faults:
            self.stdout.write(COLUMNS.format(fault.invariant, fault.subject, str(fault.expected), str(fault.found)))
        sys.exit(1)
