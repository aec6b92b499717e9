"""`python -m tests.screenshots`: the README's pictures, taken of the demonstration shop."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.services.chromium import chromium
from tests.services.demonstration import demonstration_shop

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
PICTURES = {
    "home": "/",
    "catalogue": "/san-pham/",
    "product": "/san-pham/?q=nuoc+mam+cua+khe",
    "points-of-sale": "/diem-ban/",
}
WIDTHS = {"phone": (360, 740), "desk": (1280, 800)}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demonstration_shop() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for width, (across, down) in WIDTHS.items():
            page = browser.new_page(viewport={"width": across, "height": down}, base_url=address)
            for name, path in PICTURES.items():
                page.goto(path)
                if name == "product":
                    page.get_by_role("link", name="Nước mắm Cửa Khe").first.click()
                page.wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / f"{name}-{width}.png")
        browser.close()


if __name__ == "__main__":
    main()
