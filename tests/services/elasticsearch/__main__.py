"""Say the address of a fresh node and run it until told to stop."""

import signal
import sys

from tests.services.elasticsearch.node import running_elasticsearch

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
try:
    with running_elasticsearch() as node:
        print(node.url, flush=True)  # noqa: T201 for whoever started us
        signal.pause()
except KeyboardInterrupt:
    sys.exit(130)
