"""What a member of staff does at the desk in a browser window, step by step."""

import re
from io import BytesIO

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader


class Keeper:
    """A person in front of a window, signed in to the desk. Links and buttons go by the words on them."""

    def __init__(self, page: Page, member):
        self.page = page
        page.goto("/ban/")
        page.locator("details.with-password summary").click()
        page.locator("input[name$=username]").fill(member.email)
        page.locator("input[type=password]").first.fill("mat-khau-1")
        page.locator("input[type=password]").first.press("Enter")
        page.wait_for_url(re.compile("//[^/]+/ban/$"))

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def room(self, name: str) -> None:
        self.page.locator("nav.side").get_by_role("link", name=name, exact=True).click()

    def go(self, *names: str) -> None:
        for name in names:
            self.main.get_by_role("link", name=name).first.click()

    def fill(self, **facts: str) -> None:
        for name, value in facts.items():
            self.main.locator(f"[name={name}]").fill(value)

    def fill_row(self, words: str, **facts: str) -> None:
        """Fields of one row of a table, which on a phone is a card."""
        row = self.main.get_by_role("row", name=words)
        for name, value in facts.items():
            row.locator(f"[name^={name}_]").fill(value)

    def press(self, name: str, *, says: str) -> None:
        """A button that does a deed; the message says that it was done."""
        self.main.get_by_role("button", name=name, exact=True).click()
        expect(self.page.locator(".notices")).to_contain_text(says)

    def words_of_paper(self, name: str) -> str:
        """What stands on the PDF that a link opens."""
        answer = self.page.request.get(str(self.main.get_by_role("link", name=name).get_attribute("href")))
        assert answer.headers["content-type"] == "application/pdf"
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages).split())
