from django.core.management.base import BaseCommand
from django.utils.timezone import now

from shop.pos.promises import keep_promises


class Command(BaseCommand):
    help = "Promise buyers other lots where theirs is held or gone; where there is none, ask a person. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"{keep_promises(at=now())} shelves for a person to see to")
