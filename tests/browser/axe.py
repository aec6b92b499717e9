"""axe-core on a page as it stands in a window. It goes in by the browser's own tools, past the page's policy."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """Each as "rule: where on the page". Elements that moved in are given the time to arrive."""
    page.evaluate(SCRIPT.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {node['target'][-1]}" for one in found["violations"] for node in one["nodes"]]


def is_too_wide(page: Page) -> bool:
    """True where a reader would have to move the page sideways."""
    return page.evaluate("() => document.scrollingElement.scrollWidth > document.documentElement.clientWidth")
