"""A guard before something that may be away: after one failure nobody waits for it, until a probe finds it back.

One for each process, shared by its threads.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class Circuit:
    """`with circuit.guarding(Away, probe):` raises Away at once while open.

    After `rest` seconds one caller at a time asks `probe` first, which raises Away itself or closes the circuit.
    """

    def __init__(
        self,
        *,
        rest: float,
        on_closing: Callable[[], object] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.rest = rest
        self.on_closing = on_closing
        self.clock = clock
        self._lock = Lock()
        self._resting_until: float | None = None

    @property
    def is_open(self) -> bool:
        return self._resting_until is not None

    @contextmanager
    def guarding(self, away: type[Exception], probe: Callable[[], object]) -> Iterator[None]:
        if self.is_open:
            if not self._is_my_turn():
                raise away("Not asked: it was away a moment ago")
            probe()
        try:
            yield
        except away:
            self._open()
            raise
        if self._close():
            self.on_closing()

    def _is_my_turn(self) -> bool:
        """Whoever comes first after the rest tries; the others go on resting."""
        with self._lock:
            if self._resting_until is None:
                return True
            if self.clock() < self._resting_until:
                return False
            self._open()
            return True

    def _close(self) -> bool:
        """Whether it was open till now."""
        with self._lock:
            was_open, self._resting_until = self.is_open, None
            return was_open

    def _open(self) -> None:
        self._resting_until = self.clock() + self.rest
