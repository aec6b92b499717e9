"""What a member of staff does at the counter app in a browser window, step by step. Buttons go by the words on them."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.services.chromium import PATIENCE

PIN = "271828"


class Seller:
    def __init__(self, page: Page):
        self.page = page

    def enrol(self, invitation: str, *, name="Quầy 14") -> None:
        """By the address in the QR on the manager's desk."""
        self.page.goto(invitation)
        self.page.get_by_label("Tên của máy").fill(name)
        self.press("Đăng ký")

    def unlock(self, name: str, pin: str = PIN) -> None:
        person = self.button(name)
        pad = self.page.get_by_role("heading", name=f"Mã PIN của {name}")
        expect(person.or_(pad).first).to_be_visible()
        if person.count():
            person.click()
        pad.wait_for()
        self.page.keyboard.type(pin)
        expect(pad).to_have_count(0)

    def open_shift(self, *, cash: int) -> None:
        self.page.get_by_label("Tiền trong két").fill(str(cash))
        self.press("Mở ca")
        expect(self.search).to_be_visible()

    def button(self, words: str, *, exact=False) -> Locator:
        return self.page.get_by_role("button", name=words, exact=exact)

    def press(self, words: str) -> None:
        self.button(words, exact=True).click()

    @property
    def search(self) -> Locator:
        return self.page.get_by_role("searchbox", name="Tên hàng, không cần dấu")

    def tap(self, goods: str, times: int = 1) -> None:
        for _tap in range(times):
            self.page.locator(".tile", has_text=goods).click()

    def pay_cash(self, *, given: str | None = None) -> None:
        """`given` as it stands on its button, such as "500.000"."""
        self.press("Tính tiền")
        if given:
            self.press(given)
        self.press("Xong, in phiếu")
        self.expect_written()

    def expect_written(self) -> None:
        expect(self.page.get_by_role("main")).to_contain_text("Đã ghi vào máy.")

    def pay_by_card(self, *, slip: str, in_cash: int = 0) -> None:
        self.press("Tính tiền")
        self.press("Thẻ")
        if in_cash:
            self.press("Một phần bằng tiền mặt")
            self.page.get_by_label("Phần trả bằng tiền mặt").fill(str(in_cash))
        self.page.get_by_label("Số phiếu máy thẻ").fill(slip)
        self.press("Đã quẹt thẻ")
        self.expect_written()

    def next_sale(self) -> None:
        self.press("Bán tiếp")
        expect(self.search).to_be_visible()

    def go(self, *words: str) -> None:
        self.button("Các việc khác", exact=True).click()
        for one in words:
            self.button(one).first.click()

    def export(self, passphrase: str, to: Path) -> Path:
        """What is unsent, into a file."""
        self.go("Cài đặt")
        self.page.get_by_label("Mật khẩu cho tệp").fill(passphrase)
        with self.page.expect_download() as downloading:
            self.press("Tải tệp")
        file = to / downloading.value.suggested_filename
        downloading.value.save_as(file)
        return file

    def lock(self) -> None:
        """As when the app was closed: nobody sits at it any more."""
        self.page.evaluate("sessionStorage.clear()")
        self.page.reload()

    def refund(self, receipt: str, *, goods: str, units: int = 1, why: str) -> None:
        self.go("Phiếu trong ca", receipt)
        for _unit in range(units):
            self.button(f"Thêm: {goods}").click()
        self.page.get_by_label("Lý do").fill(why)
        self.press("Trả hàng")
        self.expect_written()

    def take_transfer(self, *, origin: str, lots: list[str]) -> None:
        """Each lot by its code, as a scanner types it."""
        self.go("Hàng ở quầy", "Nhận hàng chuyển đến", f"Từ {origin}")
        self.press("Quét lô để đối chiếu")
        for code in lots:
            self.page.get_by_label("Gõ mã").fill(code)
            self.page.keyboard.press("Enter")
        expect(self.page.get_by_text("Đã quét", exact=True)).to_have_count(len(lots))
        self.press("Ghi đã nhận chuyến này")
        self.home()

    def count_shelf(self, seen: dict[str, int], *, why: str) -> None:
        """By lot, blind; then the difference gets its reason."""
        self.go("Hàng ở quầy", "Kiểm hàng")
        self._list(seen)
        self.press("Đếm xong")
        self.page.get_by_label("Vì sao lệch").fill(why)
        self.press("Ghi số đã đếm")
        self.home()

    def send_away(self, units: dict[str, int], *, to: str) -> None:
        self.go("Hàng ở quầy", "Chuyển hàng đi")
        self.page.get_by_label("Chuyển đến đâu").select_option(label=to)
        self._list(units)
        self.press("Ghi đã chuyển đi")
        self.home()

    def _list(self, units: dict[str, int]) -> None:
        for lot, n in units.items():
            self.page.get_by_role("searchbox", name="Tên hàng hoặc mã lô").fill(lot)
            self.page.keyboard.press("Enter")
            self.page.get_by_role("textbox", name=lot).fill(str(n))

    def home(self) -> None:
        """From the goods' screen, where what was written ends."""
        expect(self.page.get_by_role("main", name="Hàng ở quầy")).to_be_visible()
        self.page.goto("/quay/#sell")

    def close_shift(self, *, counted: int, why: str = "") -> None:
        self.go("Đóng ca")
        self.page.get_by_label("Tiền đếm được").fill(str(counted))
        self.press("Đếm xong")
        if why:
            self.page.get_by_label("Vì sao lệch").fill(why)
        self.press("Đóng ca và gửi")

    def expect_sent(self) -> None:
        expect(self.page.locator(".sync")).to_have_text("Có mạngĐã gửi hết", timeout=2 * PATIENCE)

    def expect_unsent(self, n: int) -> None:
        expect(self.page.locator(".sync")).to_contain_text(f"{n} chưa gửi", timeout=2 * PATIENCE)
