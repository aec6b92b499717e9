"""A person who has only a keyboard, and an eye that must be able to follow it: each step asks if the focus is seen."""

from time import monotonic

from playwright.sync_api import Locator, Page, expect

# Further than any page is long: what is not reached by then cannot be reached.
MOST_STEPS = 150
# A page may scroll first.
MOST_SECONDS = 60

# Why a person would lose the focus, or "" where it is seen. An outline may be drawn by what stands for the thing: its
# label, its search box, the picture of its card.
UNSEEN = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "nothing has the focus";
  const around = [here];
  while (around.length < 4 && around.at(-1).parentElement) around.push(around.at(-1).parentElement);
  const stands = [...around, here.closest(".card")?.querySelector(".picture")].filter(Boolean);
  const outlined = stands.find((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  if (!outlined) return `no outline around ${here.outerHTML.slice(0, 120)}`;
  const {left, top, right, bottom} = here.getBoundingClientRect();
  const seen = [0.1, 0.5, 0.9].some((across) => [0.1, 0.5, 0.9].some((down) => {
    const there = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
    return there && (here.contains(there) || outlined.contains(there));
  }));
  return seen ? "" : `outside the window, or covered: ${here.outerHTML.slice(0, 120)}`;
}"""


class Keyboard:
    def __init__(self, page: Page):
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def step(self, key: str = "Tab") -> None:
        """To the next thing, which must be seen to have the focus as soon as the page has moved to it."""
        self.press(key)
        self.sees_the_focus()

    def sees_the_focus(self) -> None:
        until = monotonic() + MOST_SECONDS
        while trouble := self.page.evaluate(UNSEEN):
            assert monotonic() < until, trouble
            self.page.wait_for_timeout(50)

    def reach(self, wanted: Locator, key: str = "Tab") -> None:
        """Walk until it has the focus, everything on the way being seen too."""
        expect(wanted).to_be_enabled()
        for _ in range(MOST_STEPS):
            if wanted.evaluate("element => element === document.activeElement"):
                return self.sees_the_focus()
            self.step(key)
        raise AssertionError(f"{wanted} cannot be reached by {key}")

    def skip_to_content(self) -> None:
        """By the first link of a page."""
        self.step()
        expect(self.page.locator("a.skip")).to_be_focused()
        self.press("Enter")
        expect(self.page.locator("#content")).to_be_focused()

    def follow(self, wanted: Locator, key: str = "Enter") -> None:
        """Press what leads to another page, and be there."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.press(key)

    def write(self, field: Locator, words: str) -> None:
        self.reach(field)
        self.press("End")
        self.page.keyboard.type(words)
        expect(field).to_have_value(words)

    def choose(self, field: Locator, words: str, option: str) -> None:
        """In a combobox: type, walk to the one wanted, take it."""
        self.reach(field)
        expect(field).to_have_role("combobox")
        self.page.keyboard.type(words)
        options = self.page.locator(f"#{field.get_attribute('aria-controls')} [role=option]")
        wanted = options.filter(has_text=option).first
        expect(wanted).to_be_visible()
        for _ in range(options.count() + 1):
            if field.get_attribute("aria-activedescendant") == wanted.get_attribute("id"):
                break
            self.press("ArrowDown")
        expect(wanted).to_have_attribute("aria-selected", "true")
        self.press("Enter")
