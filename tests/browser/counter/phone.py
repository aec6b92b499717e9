"""A browser with a profile of its own: it can be killed, as when a battery is empty, and started again."""

import os
import signal
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Page

from tests.services.chromium import PATIENCE, QUIET, chromium


class Phone:
    def __init__(self, browser: BrowserType, profile: Path, **choices):
        self.browser, self.profile, self.choices = browser, profile, choices
        self.faults: list[str] = []
        self.context: BrowserContext

    def start(self, *, offline: bool = False) -> Page:
        self.context = self.browser.launch_persistent_context(
            self.profile, executable_path=chromium(), args=QUIET, **self.choices
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.set_offline(offline)
        page = self.context.pages[0]
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        return page

    def kill(self) -> None:
        """At once: nothing is said to the page. Chromium leaves its process's number in its profile."""
        _machine, _dash, process = os.readlink(self.profile / "SingletonLock").rpartition("-")
        with self.context.expect_event("close"):
            os.kill(int(process), signal.SIGKILL)
