"""A day at the desk: parcels on their way and back, goods on shelves and between locations."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from shop.locations.models import Location
from shop.order.models import Order
from shop.payment.models import Refund
from shop.stock.models import Balance
from tests.factories import a_location, a_product, an_order
from tests.factories.sending import a_delivered_order

pytestmark = pytest.mark.browser


def units(location, product) -> list[tuple[int, int]]:
    """[(on hand, promised)] by lot."""
    shelves = Balance.objects.filter(location=location, lot__product=product).order_by("pk")
    return list(shelves.values_list("on_hand", "reserved"))


def test_a_parcel_is_picked_packed_sent_and_delivered_and_the_buyer_sees_it(window, keeper, market, fish_sauce):
    order = an_order((fish_sauce, 3))
    lot = fish_sauce.lots.get()
    buyer, staff = window(), keeper(market)
    staff.go("Cần gói", f"{order.number}-1")

    picking_list = staff.words_of_paper("Phiếu soạn hàng")
    staff.press("Đã gói xong", says=f"{order.number}-1")
    delivery_note = staff.words_of_paper("Phiếu giao hàng")
    staff.go("Gửi đi")
    staff.fill(tracking_number="VN123456789")
    staff.press("Bên vận chuyển đã lấy", says="VN123456789")
    buyer.goto(order.get_absolute_url())
    expect(buyer.locator("article.parcel")).to_contain_text("VN123456789")
    staff.press("Đã giao xong", says=f"{order.number}-1")
    buyer.reload()

    expect(buyer.locator("main")).to_contain_text("Mọi thứ đã tới nơi")
    assert [words for words in ("Nước mắm Cửa Khe", lot.code) if words not in picking_list] == []
    assert [words for words in ("Nguyễn Thị Hoa", "Nước mắm Cửa Khe") if words not in delivery_note] == []
    order.refresh_from_db()
    assert (order.status, units(market, fish_sauce)) == (Order.COMPLETED, [(7, 0)])


def test_units_that_come_back_are_inspected_and_their_money_is_given_back(keeper, market, fish_sauce):
    order = a_delivered_order((fish_sauce, 3))
    administrator = keeper()
    administrator.page.goto(f"/ban/don-hang/{order.number}/tien-mat/")
    administrator.fill(amount=str(int(order.total_incl_tax)), reference="BK-01")
    administrator.press("Ghi tiền mặt", says=order.number)

    administrator.go(f"{order.number}-1", "Nhận về")
    administrator.fill(restocked="1", written_off="1", reason="Một chai nứt nắp")
    administrator.press("Nhận hàng trả về", says="1")
    administrator.go(order.number, "Hoàn tiền")
    administrator.fill(**{f"units_{order.lines.get().pk}": "2", "reason": "Trả lại hai chai"})
    administrator.press("Hoàn tiền", says="240.000")
    administrator.page.goto("/ban/thanh-toan/hoan-tien/")
    administrator.go("Đã chuyển trả")
    administrator.fill(reference="PC-07")
    administrator.press("Đã chuyển trả", says="240.000")

    refund = Refund.objects.get()
    assert (refund.amount, refund.state, units(market, fish_sauce)) == (240_000, Refund.State.DONE, [(8, 0)])
    kinds = list(market.movements.order_by("pk").values_list("kind", "quantity"))
    assert kinds == [("receive", 10), ("sale", -3), ("return", 2), ("damage", -1)]


def test_an_order_to_fetch_is_handed_over_by_its_code(window, keeper, market):
    point = a_location("Trung tâm OCOP Hội An", kind=Location.Kind.OCOP_CENTER, offers_pickup=True)
    order = an_order((a_product("Đèn lồng Hội An", on_hand=4, location=point), 1), pickup=point)
    code = order.parcels.get().pickup_code
    buyer, staff = window(), keeper(point)
    staff.go("Cần gói", f"{order.number}-1")
    staff.press("Đã gói xong", says=f"{order.number}-1")
    buyer.goto(order.get_absolute_url())
    expect(buyer.locator(".pickup-code")).to_have_text(code)

    staff.go("Trao hàng")
    staff.fill(code="000000" if code != "000000" else "111111")
    staff.main.get_by_role("button", name="Người mua đã nhận").click()
    expect(staff.main.get_by_role("alert")).to_be_visible()
    staff.fill(code=code)
    staff.press("Người mua đã nhận", says=f"{order.number}-1")

    order.refresh_from_db()
    assert order.status == Order.COMPLETED


def test_goods_are_received_counted_and_taken_off_the_shelf(keeper, market, fish_sauce):
    today, staff = localdate(), keeper(market)
    staff.room("Kho")
    staff.go("Nhập hàng")
    staff.fill(q="nuoc mam")
    staff.main.get_by_role("button", name="Tìm").click()
    staff.go("Nước mắm Cửa Khe")
    staff.fill(quantity="24", code="CK-2611", made_on=str(today), expires_on=str(today + timedelta(days=700)))
    staff.press("Xếp lên kệ", says="CK-2611")

    staff.room("Kho")
    staff.main.get_by_role("row", name="CK-2611").get_by_role("link").click()
    staff.go("Kiểm kê")
    staff.fill(counted="23", reason="Kiểm kê cuối ngày")
    staff.press("Lấy theo số đếm", says="-1")
    staff.go("Lấy khỏi kệ")
    staff.main.get_by_label("Hư hỏng").check()
    staff.fill(quantity="2", reason="Rơi vỡ khi xếp")
    staff.press("Lấy khỏi kệ", says="2 ×")

    expect(staff.main.get_by_role("row", name="Rơi vỡ khi xếp")).to_be_visible()
    assert units(market, fish_sauce) == [(10, 0), (21, 0)]


def test_goods_go_to_another_location_and_fewer_arrive(keeper, market, fish_sauce):
    store = a_location("Trung tâm OCOP Hội An", kind=Location.Kind.OCOP_CENTER)
    staff = keeper(market, store)
    staff.room("Chuyển hàng")
    staff.go("Gửi hàng")
    staff.main.locator("[name=origin]").select_option(label="Kho Đà Nẵng")
    staff.main.get_by_role("button", name="Hiện các kệ ở đó").click()
    staff.main.locator("[name=destination]").select_option(label="Trung tâm OCOP Hội An")
    staff.fill_row("Nước mắm Cửa Khe", units="6")
    staff.press("Gửi đi", says="6")

    staff.room("Chuyển hàng")
    staff.go("Kho Đà Nẵng", "Đếm rồi nhập")
    staff.fill_row("Nước mắm Cửa Khe", received="4", damaged="1", reason="Một chai vỡ, thiếu một chai")
    staff.press("Xếp lên kệ", says="4")

    expect(staff.main.get_by_role("row", name="Nước mắm Cửa Khe")).to_contain_text("Một chai vỡ, thiếu một chai")
    assert (units(market, fish_sauce), units(store, fish_sauce)) == ([(4, 0)], [(4, 0)])
