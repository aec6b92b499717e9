from django.urls import reverse

from catalogue.traceability.models import Hold
from tests.factories import a_product, a_shelf
from tests.shop.desk.conftest import a_hold, said


def hold(client, lot, **typed):
    return client.post(f"{reverse('desk:hold')}?product={lot.product_id}", {"lot": lot.pk, **typed}, follow=True)


def release(client, held, **typed):
    return client.post(reverse("desk:release", args=[held.pk]), typed, follow=True)


def test_a_lot_is_held_with_a_reason_and_listed_with_who_and_why(desk, administrator):
    lot = a_shelf(a_product(), on_hand=5).lot

    page = hold(desk, lot, reason="Nghi hàng giả")

    held = Hold.objects.standing().get()
    assert (held.lot, held.why, held.held_by, len(said(page))) == (lot, "Nghi hàng giả", administrator, 1)
    assert list(page.context["page_obj"]) == [held]
    assert "Nghi hàng giả" in page.content.decode()


def test_a_released_lot_is_listed_with_why(desk, administrator):
    held = a_hold(a_shelf(a_product(), on_hand=5).lot)

    page = release(desk, held, reason="Đã kiểm, đạt")

    held.refresh_from_db()
    assert (held.why_released, held.released_by, list(page.context["page_obj"])) == ("Đã kiểm, đạt", administrator, [])
    released = desk.get(reverse("desk:holds"), {"show": "released"})
    assert (list(released.context["page_obj"]), "Đã kiểm, đạt" in released.content.decode()) == ([held], True)


def test_without_a_reason_nothing_is_held(desk):
    lot = a_shelf(a_product(), on_hand=5).lot

    page = hold(desk, lot, reason=" ")

    assert (list(page.context["form"].errors), Hold.objects.count()) == (["reason"], 0)


def test_a_lot_of_another_product_or_held_already_is_not_offered(desk):
    held, free = a_shelf(a_product(), on_hand=5).lot, a_shelf(a_product(), on_hand=5).lot
    a_hold(held)

    for lot in (held, free):
        page = desk.post(f"{reverse('desk:hold')}?product={held.product_id}", {"lot": lot.pk, "reason": "Vỏ phồng"})
        assert list(page.context["form"].errors) == ["lot"]


def test_released_twice_for_another_reason_changes_nothing_and_says_so(desk):
    held = a_hold(a_shelf(a_product(), on_hand=5).lot)
    release(desk, held, reason="Đã kiểm, đạt")

    page = release(desk, held, reason="Nhầm lô")

    held.refresh_from_db()
    assert (held.why_released, len(page.context["form"].non_field_errors())) == ("Đã kiểm, đạt", 1)


def test_the_shelf_of_a_held_lot_says_so(desk):
    shelf = a_shelf(a_product(), on_hand=5)
    asked = reverse("desk:shelf", args=[shelf.pk])
    assert "Nghi hàng giả" not in desk.get(asked).content.decode()

    a_hold(shelf.lot)

    assert "Nghi hàng giả" in desk.get(asked).content.decode()


def test_goods_without_a_lot_are_not_offered(desk):
    a_product("Nước mắm Cửa Khe")
    kept = a_shelf(a_product("Nước mắm Cửa Khe 500 ml"), on_hand=5).lot.product

    assert desk.get(reverse("desk:hold"), {"q": "nuoc mam"}).context["found"] == [kept]


def test_of_a_held_lot_nothing_is_free_in_the_list_and_on_its_shelf(desk):
    held, free = a_shelf(a_product(), on_hand=5), a_shelf(a_product(), on_hand=7)
    a_hold(held.lot)

    listed = desk.get(reverse("desk:shelves"))
    pages = [desk.get(reverse("desk:shelf", args=[shelf.pk])) for shelf in (held, free)]

    assert {shelf.pk: shelf.why_held for shelf in listed.context["page_obj"]} == {held.pk: "Nghi hàng giả", free.pk: ""}
    assert [row.split("</b>")[0] for row in listed.content.decode().split('class="n"><b>')[1:]] == ["0", "7"]
    assert [page.context["free"] for page in pages] == [0, 7]
