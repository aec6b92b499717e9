import pytest
from django.urls import reverse

from shop.desk.counters.discrepancies import WAYS
from shop.pos.models import Discrepancy, Event
from tests.factories import a_location, a_lot, a_product, a_shelf, an_order
from tests.factories.telling import a_counter
from tests.shop.desk.conftest import a_hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(site, vietnam):
    return a_shelf(a_product("Nước mắm"), on_hand=1)


@pytest.fixture
def counter(shelf):
    counter = a_counter(shelf)
    counter.opens()
    return counter


@pytest.fixture
def short(counter, shelf):
    counter.sells((shelf.lot, 3))
    counter.push()
    return Discrepancy.objects.get()


def test_every_kind_has_what_can_be_done_about_it():
    assert set(WAYS) == set(Discrepancy.Kind)


def test_a_shortage_leads_to_the_count_of_its_shelf(desk, short, shelf):
    page = desk.get(reverse("desk:discrepancy", args=[short.pk]))

    assert [way.url for way in page.context["ways"]] == [
        reverse("desk:count", args=[shelf.pk]),
        f"{reverse('desk:receive')}?product={shelf.lot.product_id}",
    ]
    assert ("Bán vượt số trong sổ", "2") in page.context["facts"]


def test_it_is_settled_with_a_reason(desk, short, administrator):
    desk.post(reverse("desk:discrepancy", args=[short.pk]), {"resolution": "explained", "reason": "Hàng mẫu"})

    short.refresh_from_db()
    assert (short.resolution, short.reason, short.resolved_by) == ("explained", "Hàng mẫu", administrator)
    assert list(desk.get(reverse("desk:discrepancies")).context["page_obj"]) == []


def test_without_a_reason_it_stays_open(desk, short):
    response = desk.post(reverse("desk:discrepancy", args=[short.pk]), {"resolution": "explained", "reason": ""})

    short.refresh_from_db()
    assert set(response.context["form"].errors) == {"reason"}
    assert short.resolved_at is None


def test_what_was_set_aside_is_booked_when_what_it_wanted_is_there(desk, counter, shelf):
    unknown = a_lot(shelf.lot.product)
    line = {"product": unknown.product_id, "lot": unknown.pk, "quantity": 1, "unit_price": 1000, "amount": 1000}
    pk = unknown.pk
    unknown.delete()
    counter.says(
        "sale",
        {"number": "B1", "lines": [line], "total": 1000, "change": 0, "tenders": [{"kind": "cash", "amount": 1000}]},
    )
    counter.push()
    event = Event.objects.in_quarantine().get()
    again = reverse("desk:apply-event", args=[event.pk])

    desk.post(again)
    event.refresh_from_db()
    before = event.state
    unknown.pk = pk
    unknown.save(force_insert=True)
    desk.post(again)

    event.refresh_from_db()
    assert (before, event.state) == (Event.State.QUARANTINED, Event.State.APPLIED)
    assert list(desk.get(reverse("desk:set-aside-events")).context["page_obj"]) == []


def test_a_promise_of_a_held_lot_leads_to_where_else_the_goods_are(desk, shelf, django_capture_on_commit_callbacks):
    an_order((shelf.lot.product, 1))
    elsewhere = a_shelf(shelf.lot.product, on_hand=9, location=a_location("Kho Tam Kỳ"))
    with django_capture_on_commit_callbacks(execute=True):
        a_hold(shelf.lot)

    asked = Discrepancy.objects.get()
    page = desk.get(reverse("desk:discrepancy", args=[asked.pk]))

    assert page.context["facts"][-1] == ("Vì sao lô bị giữ", "Nghi hàng giả")
    send, *others = page.context["ways"]
    assert [way.url for way in others] == [reverse("desk:parcels"), reverse("desk:holds")]
    form = desk.get(send.url)
    assert list(form.context["form"].shelves.values()) == [elsewhere]
    assert form.context["form"].initial["destination"] == str(shelf.location_id)
    assert desk.get(reverse("desk:discrepancies")).status_code == 200
