"""The shop, whose process is killed (SIGKILL, no clean-up of any kind) at a point of a push, once for each order.

MORTAL_ORDERS: a folder; a file there with a point's name is the order, taken away as the process dies.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from shop.wsgi import application  # isort: skip, Django is ready only after it
from shop.pos.events import intake
from shop.pos.handlers import sales

ORDERS = Path(os.environ["MORTAL_ORDERS"])


def dies_before(point: str, deed: Callable) -> Callable:
    def done(*args, **kwargs):
        order = ORDERS / point
        if order.exists():
            order.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return deed(*args, **kwargs)

    return done


intake.push = dies_before("before the push", intake.push)
# The shift's opening stands by then; the sales behind it are written and not committed.
sales.goods.look_over = dies_before("in the middle", sales.goods.look_over)
intake.quarantine.apply_what_waited = dies_before("before the answer", intake.quarantine.apply_what_waited)

__all__ = ["application"]
