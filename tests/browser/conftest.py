"""A real browser at a phone's and a desk's width, on a live server of the shop."""

import os

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.conftest import chromium

# Playwright's loop runs in this thread; the ORM here is used between its calls, never inside them.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=10_000)

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def chrome():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESK], ids=["360px", "1280px"])
def width(request):
    return request.param


@pytest.fixture
def visitor(chrome, width, live_server):
    """Opens a browser window of its own, with its own cookies: `page = visitor()`."""
    contexts = []

    def open_window(**choices):
        context = chrome.new_context(viewport=width, base_url=live_server.url, locale="vi-VN", **choices)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
