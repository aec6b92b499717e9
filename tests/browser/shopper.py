"""What a shopper does in a browser window, step by step."""

import re

from playwright.sync_api import Page, expect


class Shopper:
    """A person in front of a window. `english=True` walks the English addresses; `scripts=False`: it runs none."""

    def __init__(self, page: Page, *, english: bool = False, scripts: bool = True):
        self.page, self.scripts = page, scripts
        self.prefix = "/en" if english else ""
        self.catalogue = f"{self.prefix}/products/" if english else "/san-pham/"
        self.basket = f"{self.prefix}/basket/" if english else "/gio-hang/"
        self.checkout = f"{self.prefix}/checkout/" if english else "/thanh-toan/"

    def search(self, words: str) -> None:
        """From the front page."""
        self.page.goto(f"{self.prefix}/")
        box = self.page.locator("main input[name=q]").first
        box.fill(words)
        box.press("Enter")
        self.page.wait_for_url("**q=**")

    def find(self, words: str, title: str) -> None:
        self.search(words)
        self.page.locator("main").get_by_role("link", name=title).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)

    def narrow_to(self, choice: str) -> None:
        """Tick a choice beside the list of goods, which a phone keeps folded."""
        sieve = self.page.locator("details.sieve")
        if sieve.locator("summary").is_visible() and not sieve.locator("form").is_visible():
            sieve.locator("summary").click()
        sieve.get_by_label(re.compile(f"^{choice}")).check()
        sieve.locator("form button[type=submit]").click()
        expect(self.page.locator(".chips a.chip").filter(has_text=choice)).to_be_visible()

    def open(self, product) -> None:
        self.page.goto(f"{self.catalogue}{product.slug}_{product.pk}/")

    def add_to_basket(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("form.buybar button.button").click()

    def say_where(self, *, province="48", ward="20794", name="Trần Văn Bình", email="binh@example.com") -> None:
        """Fill in the delivery step and go on."""
        page = self.page
        page.goto(self.checkout)
        page.locator("input[name=name]").fill(name)
        page.locator("input[name=phone]").fill("0905 123 456")
        if email:
            page.locator("input[name=email]").fill(email)
        self.choose("province", province)
        if not self.scripts:
            page.locator("button[name=choose_province]").click()
        self.choose("ward", ward)
        page.locator("input[name=line1]").fill("12 Trần Phú")
        page.locator("form.delivery button.wide").click()
        expect(page.locator("#review")).to_be_visible()

    def choose(self, name: str, code: str) -> None:
        """In the select that the combobox stands for: what its own tests prove is not walked again here."""
        select = self.page.locator(f"select[name={name}]")
        expect(select.locator(f"option[value='{code}']")).to_be_attached()
        select.evaluate(
            "(select, code) => { select.value = code; select.dispatchEvent(new Event('change', {bubbles: true})) }",
            code,
        )

    def pay_by(self, house: str) -> None:
        self.choose_house(house)
        self.agree_and_order()

    def choose_house(self, house: str) -> None:
        """Choose a way of paying and wait for the total that goes with it."""
        page = self.page
        choice = page.locator(f"input[name=pays_by][value={house}]")
        if not self.scripts:
            choice.check()
            page.locator("button[name=choose]").click()
        elif not choice.is_checked():
            page.locator("#review").evaluate("form => { form.dataset.before = 'yes' }")
            choice.check()
            expect(page.locator("#review[data-before]")).to_have_count(0)
        expect(page.locator(f"input[name=pays_by][value={house}]")).to_be_checked()

    def agree_and_order(self) -> None:
        self.page.locator("input[name=terms]").check()
        self.page.locator("button[name=place]").click()

    @property
    def order_number(self) -> str:
        """Of the order page that this window shows."""
        expect(self.page).to_have_url(re.compile(r"/(don-hang|orders)/\d+/"))
        return re.search(r"/(?:don-hang|orders)/(\d+)/", self.page.url).group(1)
