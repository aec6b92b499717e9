"""The point manager's day: a transfer two short, a stocktake, goods near their date, a parcel fetched, the drawer,
and at its end the month on paper."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from playwright.sync_api import expect

from shop.locations.models import Location
from shop.order.models import Order
from shop.pos.models import Discrepancy
from shop.settlement.models import Terms
from shop.stock import transfers
from shop.stock.models import Balance
from tests.browser.axe import is_too_wide
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf, an_order
from tests.factories.telling import a_counter

pytestmark = pytest.mark.browser


@pytest.fixture
def point(market, fish_sauce):
    """Six bottles are on their way to it; a lot near its date and a lantern to be fetched lie there."""
    Terms.objects.create(permille=100, valid_from=localdate() - timedelta(days=30))
    point = a_location("Trung tâm OCOP Hội An", kind=Location.Kind.OCOP_CENTER, offers_pickup=True)
    transfers.dispatch(
        origin=market,
        destination=point,
        quantities={fish_sauce.lots.get(): 6},
        source_key="test:transfer",
        at=now(),
        actor=a_member_of_staff(),
    )
    a_shelf(a_product("Chả bò Đà Nẵng"), on_hand=5, location=point, expires_on=localdate() + timedelta(days=10))
    a_shelf(a_product("Đèn lồng Hội An", price=280_000), on_hand=4, location=point)
    return point


def units(location) -> dict[str, int]:
    shelves = Balance.objects.filter(location=location).select_related("lot__product")
    return {shelf.lot.product.title: shelf.on_hand for shelf in shelves}


def test_a_day_of_a_point_manager(keeper, point, fish_sauce):
    lantern = Balance.objects.get(location=point, lot__product__title="Đèn lồng Hội An")
    order = an_order((lantern.lot.product, 1), pickup=point)
    manager = keeper(point)

    # A transfer, two bottles short.
    manager.go("Đang trên đường tới bạn", "Kho Đà Nẵng", "Đếm rồi nhập")
    manager.fill_row("Nước mắm Cửa Khe", received="4", reason="Thùng thiếu hai chai")
    manager.press("Xếp lên kệ", says="4")
    expect(manager.main.get_by_role("row", name="Nước mắm Cửa Khe")).to_contain_text("Thùng thiếu hai chai")

    # A stocktake, blind, that finds a bottle broken.
    manager.room("Kho")
    manager.go("Kiểm kê", "Bắt đầu kiểm kê")
    manager.press("Bắt đầu đếm", says="Trung tâm OCOP Hội An")
    expected = manager.main.locator("[data-label='Theo sổ']")
    expect(expected).to_have_count(0)
    manager.fill_row("Nước mắm Cửa Khe", seen="3")
    manager.fill_row("Chả bò Đà Nẵng", seen="5")
    manager.fill_row("Đèn lồng Hội An", seen="4")
    manager.press("Lưu và xem chênh lệch", says="3")
    expect(expected).to_have_text(["4"])
    row = manager.main.get_by_role("row", name="Nước mắm Cửa Khe")
    row.locator("select").select_option("broken")
    row.locator("input[name^=reason]").fill("Vỡ khi xếp kệ")
    manager.press("Lấy theo số đếm", says="Trung tâm OCOP Hội An")

    # What is near its date goes back to its producer.
    manager.room("Kho")
    manager.go("Gần hết hạn dùng")
    manager.press("Trả nhà sản xuất", says="5 × Chả bò Đà Nẵng")

    # A web order is fetched, by its code.
    manager.room("Hôm nay")
    manager.go("Cần gói", f"{order.number}-1")
    manager.press("Đã gói xong", says=f"{order.number}-1")
    manager.go("Trao hàng")
    manager.fill(code=order.parcels.get().pickup_code)
    manager.press("Người mua đã nhận", says=f"{order.number}-1")

    # The counter closes its shift ten thousand short; the manager finds out why and keeps the Z-report.
    counter = a_counter(lantern, begins=now(), pace=timedelta(0))  # after the count, which has seen what was before
    counter.opens()
    counter.sells((lantern.lot, 1), price=280_000)
    counter.closes(lacking=10_000)
    counter.push()
    manager.room("Việc lệch sổ")
    manager.main.get_by_role("row", name="Tiền trong ngăn").get_by_role("link").click()
    manager.main.get_by_label("Có lý do, không phải sửa gì").check()
    manager.fill(reason="Thối nhầm cho khách, khách đã gọi báo")
    manager.press("Đã xong", says="kèm lý do của bạn")
    manager.room("Ca bán")
    manager.main.get_by_role("row", name=counter.device.name).get_by_role("link").click()
    z_report = manager.words_of_paper("Phiếu Z")

    # The month, on one page and on paper.
    manager.room("Ca bán")
    manager.go("Bảng kê tháng")
    expect(manager.main).to_contain_text("Sổ sách khớp")
    statement = manager.words_of_paper("Bảng kê")

    assert [words for words in ("780.000", "770.000", "-10.000", "Đèn lồng Hội An") if words not in z_report] == []
    assert [words for words in ("560.000", "56.000", "504.000", "280.000") if words not in statement] == []
    assert units(point) == {"Nước mắm Cửa Khe": 3, "Chả bò Đà Nẵng": 0, "Đèn lồng Hội An": 2}
    order.refresh_from_db()
    assert (order.status, Discrepancy.objects.open().count()) == (Order.COMPLETED, 0)
    assert not is_too_wide(manager.page)
