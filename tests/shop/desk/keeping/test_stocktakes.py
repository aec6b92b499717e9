import pytest
from django.urls import reverse
from django.utils.timezone import now

from shop.stocktaking import deeds
from shop.stocktaking.models import Line, Stocktake
from tests.factories import a_product, a_shelf, a_shopper
from tests.shop.desk.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(site, vietnam):
    return a_shelf(a_product("Nước mắm", price=100_000), on_hand=10)


@pytest.fixture
def stocktake(shelf):
    return deeds.begin(location=shelf.location, at=now(), actor=a_shopper())


def test_a_location_is_counted_from_beginning_to_end(desk, shelf):
    desk.post(reverse("desk:begin-stocktake"), {"location": shelf.location.pk})
    stocktake = Stocktake.objects.get()
    sheet = reverse("desk:stocktake", args=[stocktake.pk])
    differences = reverse("desk:differences", args=[stocktake.pk])

    answer = desk.post(sheet, {f"seen_{shelf.lot_id}": 8, "finish": ""})
    line = stocktake.lines.get()
    response = desk.post(differences, {f"cause_{line.pk}": "lost", f"reason_{line.pk}": ""}, follow=True)

    shelf.refresh_from_db()
    assert answer.url == differences
    assert said(response)[-1] == f"Sổ kho nay ghi đúng số bạn đếm ở {shelf.location}."
    assert (shelf.on_hand, Line.objects.get().cause) == (8, Line.Cause.LOST)


def test_the_sheet_is_blind(desk, stocktake, shelf):
    page = desk.get(reverse("desk:stocktake", args=[stocktake.pk])).content.decode()

    assert 'name="seen_' in page
    assert ">10<" not in page


def test_a_field_made_empty_is_not_counted_any_more(desk, stocktake, shelf):
    url = reverse("desk:stocktake", args=[stocktake.pk])
    desk.post(url, {f"seen_{shelf.lot_id}": 8})

    response = desk.post(url, {f"seen_{shelf.lot_id}": ""}, follow=True)

    assert said(response)[-1] == "Đã ghi 0 lô; còn 1 lô chưa đếm."
    assert list(stocktake.lines.all()) == []


def test_a_difference_without_a_cause_keeps_what_was_typed(desk, stocktake, shelf):
    deeds.write_down(stocktake=stocktake, counted={shelf.lot: 8}, at=now(), actor=stocktake.opened_by)
    line = stocktake.lines.get()

    response = desk.post(reverse("desk:differences", args=[stocktake.pk]), {f"reason_{line.pk}": "không rõ"})

    shelf.refresh_from_db()
    assert response.context["form"].errors == {f"cause_{line.pk}": ["Chọn nguyên nhân."]}
    assert "không rõ" in response.content.decode()
    assert shelf.on_hand == 10


def test_the_sheet_takes_as_many_queries_for_one_shelf_as_for_many(desk, stocktake, django_assert_num_queries):
    url = reverse("desk:stocktake", args=[stocktake.pk])
    desk.get(url)  # what is remembered between requests is remembered now
    with django_assert_num_queries(7):
        desk.get(url)
    for _ in range(5):
        a_shelf(a_product(), on_hand=5, location=stocktake.location)

    with django_assert_num_queries(7):
        response = desk.get(url)

    assert len(response.context["form"].rows()) == 6
