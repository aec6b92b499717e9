"""A process that lives as long as its block."""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen]:
    """Start it in the house. A failing block is told what the process said."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(list(command), cwd=HOUSE, env=dict(environment), stdout=said, stderr=said)
        try:
            yield process
        except Exception as fault:
            said.seek(0)
            fault.add_note(f"{' '.join(command)} said: {said.read()[-20000:]}")
            raise
        finally:
            process.terminate()
            process.wait(60)
