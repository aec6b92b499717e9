"""Where a browser is found on this machine."""

import os
import shutil


def chromium() -> str | None:
    return os.environ.get("TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
