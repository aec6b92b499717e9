"""A web process that is killed (SIGKILL) at a named point of checkout. Run: python -m tests.faults.dying POINT JSON"""

import json
import os
import signal
import sys


def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def and_then_die(deed):
    def done(*args, **kwargs):
        deed(*args, **kwargs)
        die()

    return done


def main(point: str, told: dict) -> None:
    import django

    django.setup()
    from django.utils.timezone import now

    from shop.basket.models import Basket
    from shop.checkout import submit as room
    from shop.payment import opening
    from shop.payment.gateways import ByHand  # noqa: F401  (imports the house's module as a web process does)
    from shop.payment.stripe_house import StripeHouse
    from tests.factories.ordering import a_buyer, a_delivery

    match point:
        case "before reserving":
            room.reservations.reserve = die
        case "after reserving" | "after reserving, without a transaction":
            room.reservations.reserve = and_then_die(room.reservations.reserve)
        case "before the commit":
            room.letters.enqueue = die
        case "after the commit":
            room.letters.enqueue = lambda *args: room.transaction.on_commit(die)
        case "before the card house":
            StripeHouse.open = die
        case "after the card house":
            StripeHouse.open = and_then_die(StripeHouse.open)
    submit = room.submit
    if point.endswith("without a transaction"):
        submit = submit.__wrapped__.__wrapped__
    order = submit(
        basket=Basket.objects.get(pk=told["basket"]),
        buyer=a_buyer(),
        delivery=a_delivery(),
        pays_by=told["pays_by"],
        expected_total=told["total"],
        at=now(),
    )
    opening.open_attempt(order=order, at=now())


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
