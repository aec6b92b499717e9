"""Where a browser is found on this machine, and how it is started for tests."""

import os
import shutil

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
PATIENCE = 30_000
"""Milliseconds that a slow machine may take for one step."""


def chromium() -> str | None:
    return os.environ.get("TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
