"""A process that is killed (SIGKILL, no clean-up of any kind) at a named point of checkout or of a push."""

import os
import signal
import sys
import traceback
from collections.abc import Callable

from django.db import connection, transaction

from shop.checkout import submit as room
from shop.payment.houses.stripe_house import StripeHouse
from shop.pos.handlers import sales
from shop.stock import reservations


def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def and_then_die(deed: Callable) -> Callable:
    def done(*args, **kwargs):
        deed(*args, **kwargs)
        die()

    return done


POINTS = {
    "before reserving": (reservations, "hold", die),
    "after reserving": (reservations, "hold", and_then_die(reservations.hold)),
    "before the commit": (room.letters, "enqueue", die),
    "after the commit": (room.letters, "enqueue", lambda *args: transaction.on_commit(die)),
    "before the card house": (StripeHouse, "open", die),
    "after the card house": (StripeHouse, "open", and_then_die(StripeHouse.open)),
    "in the middle of a push": (sales.goods, "look_over", die),
}


def dies_at(point: str, deed: Callable[[], object]) -> None:
    """Do the deed in a process of its own, which dies at the point. AssertionError where it lives to tell."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    child = os.fork()
    if child == 0:
        try:
            setattr(*POINTS[point])
            deed()
        except BaseException:
            traceback.print_exc(file=sys.stderr)
        finally:
            os._exit(1)
    ended = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL, f"the process lived past {point!r}"
