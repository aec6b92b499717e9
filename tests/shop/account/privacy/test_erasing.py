"""Nothing personal is left: the whole database is written out and searched."""

import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.db import connection
from django.db.models import EmailField
from django.test import Client
from django.utils.timezone import now
from phonenumber_field.modelfields import PhoneNumberField

from catalogue.reviews import moderating
from shop.account import letters
from shop.account.entering.models import Passkey, ProvenAddress
from shop.account.privacy import erasing
from shop.account.privacy.holdings import HOLDINGS
from shop.account.privacy.models import Consent
from shop.address.models import UserAddress
from shop.order.models import Order, OrderNote
from shop.reviews import writing
from shop.waiting import asking
from shop.wishlists.wishing import wish
from tests.factories import a_member_of_staff, a_product, a_shopper, an_order
from tests.factories.sending import a_delivered_order

TOLD = ("truongthihoa", "Trương", "Bích Hòa", "27 Ngõ Gạch", "Gọi cổng sau", "Rất vừa miệng")
PERSONAL = (*TOLD, "0912345678", "912345678")


@pytest.fixture(autouse=True)
def _site(site, vietnam):
    return site


def everything_in_the_database() -> str:
    """Every row of every table, as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 a table's own name
            rows += [f"{table}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(rows)


def found(texts) -> list[str]:
    kept = everything_in_the_database().casefold()
    # JSON columns write letters with accents as \\u escapes.
    ways = {text: (text.casefold(), json.dumps(text)[1:-1].casefold()) for text in texts}
    return [text for text in texts if any(way in kept for way in ways[text])]


@pytest.fixture
def hoa(vietnam, django_capture_on_commit_callbacks, settings):
    """A person who has left traces in every room."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    user = a_shopper("truongthihoa@example.com", first_name="Bích Hòa", last_name="Trương")
    product = a_product(on_hand=9)
    facts = {"name": "Trương Thị Bích Hòa", "phone": "0912345678"}
    order = a_delivered_order((product, 2), user=user, **facts)
    order.shipping_address.line1 = "27 Ngõ Gạch"
    order.shipping_address.save()
    Order.objects.filter(pk=order.pk).update(note="Gọi cổng sau")
    OrderNote.objects.create(order=order, message="Chị Trương gọi lại, 0912345678")
    as_guest = a_delivered_order((product, 1), email="truongthihoa@example.com", **facts)
    review = writing.write(line=order.lines.get(), score=5, body="Rất vừa miệng", name="Bích Hòa", at=now())
    moderating.approve(review=review, by=a_member_of_staff(), at=now())
    UserAddress.objects.create(
        user=user, first_name="Trương Thị Bích Hòa", line1="27 Ngõ Gạch", phone_number="+84912345678", country=vietnam
    )
    wish(user=user, product=product)
    with django_capture_on_commit_callbacks(execute=True):
        asking.ask(product=product, email=user.email, user=user, caller="192.0.2.1", at=now())
        letters.send(letters.PASSWORD_CHANGED, user)
    Consent.objects.create(user=user, purpose="season", wording="…", given_at=now())
    Passkey.objects.create(user=user, name="Máy của Hòa", credential_id="x", public_key=b"x", created_at=now())
    ProvenAddress.objects.create(user=user, email=user.email, proven_at=now())
    user.orders_before = (order, as_guest)
    return user


def test_nothing_personal_is_left_and_the_orders_keep_lines_and_totals(hoa):
    before = found(PERSONAL)
    mine, as_guest = hoa.orders_before
    kept = [(order.number, order.total_incl_tax, order.lines.get().quantity) for order in (mine, as_guest)]

    erasing.erase(user=hoa)

    orders = Order.objects.filter(pk__in=(mine.pk, as_guest.pk)).order_by("pk")
    assert before == list(PERSONAL)
    assert found(PERSONAL) == []
    assert [(order.number, order.total_incl_tax, order.lines.get().quantity) for order in orders] == kept
    assert [order.shipping_address.ward for order in orders] == [mine.shipping_address.ward] * 2
    assert not get_user_model().objects.filter(email=hoa.email).exists()


def test_the_rating_follows_when_a_review_is_erased(hoa):
    product = hoa.orders_before[0].lines.get().product
    product.refresh_from_db()
    before = product.rating

    erasing.erase(user=hoa)

    product.refresh_from_db()
    assert (before, product.rating) == (5.0, None)


def test_others_are_left_as_they_were(hoa):
    binh = a_shopper("binh@example.com", first_name="Bình")
    order = a_delivered_order((a_product(on_hand=5), 1), user=binh, name="Lê Văn Bình")
    wish(user=binh, product=order.lines.get().product)

    erasing.erase(user=hoa)

    order.refresh_from_db()
    assert (order.user, order.buyer_name, order.shipping_address.name) == (binh, "Lê Văn Bình", "Lê Văn Bình")
    assert binh.wishlists.get().lines.count() == 1


def test_a_guests_orders_with_an_address_that_was_not_proven_stay(hoa):
    ProvenAddress.objects.all().delete()

    erasing.erase(user=hoa)

    assert hoa.orders_before[1].__class__.objects.get(pk=hoa.orders_before[1].pk).guest_email == (
        "truongthihoa@example.com"
    )


def test_the_page_asks_for_the_password_and_ends_every_session(hoa, client, django_capture_on_commit_callbacks):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(hoa)
    key = elsewhere.session.session_key

    wrong = client.post("/tai-khoan/ho-so/xoa/", {"password": "sai"})
    there = User.objects.filter(pk=hoa.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        right = client.post("/tai-khoan/ho-so/xoa/", {"password": "mat-khau-1"})

    assert (wrong.status_code, there, right.status_code) == (200, True, 302)
    assert not User.objects.filter(pk=hoa.pk).exists()
    assert elsewhere.get("/tai-khoan/ho-so/").status_code == 302
    assert not SessionStore().exists(key)


def test_who_has_no_password_types_a_code(client, django_capture_on_commit_callbacks):
    hoa = a_shopper("hoa@example.com")
    hoa.set_unusable_password()
    hoa.save()
    client.force_login(hoa)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/tai-khoan/ho-so/xoa/", {"send_code": "1"})
    digits = re.search(r"\b(\d{6})\b", mail.outbox[0].body)[1]

    wrong = client.post("/tai-khoan/ho-so/xoa/", {"digits": f"{(int(digits) + 1) % 10**6:06}"})
    right = client.post("/tai-khoan/ho-so/xoa/", {"digits": digits})

    assert (wrong.status_code, right.status_code) == (200, 302)
    assert not User.objects.filter(pk=hoa.pk).exists()


def test_an_order_under_way_keeps_the_account(client):
    hoa = a_shopper()
    order = an_order((a_product(on_hand=5), 1), user=hoa)
    client.force_login(hoa)

    page = client.post("/en/account/profile/delete/", {"password": "mat-khau-1"})

    order.refresh_from_db()
    assert (page.status_code, order.user) == (200, hoa)
    assert f"Order {order.number} has to arrive first" in page.text
    with pytest.raises(erasing.OrdersUnderWay):
        erasing.erase(user=hoa)


def test_a_session_that_is_not_theirs_goes_on(hoa):
    binh = Client()
    binh.force_login(a_shopper())

    erasing.end_sessions_of(hoa.pk)

    assert binh.get("/tai-khoan/ho-so/").status_code == 200


def personal_tables() -> set[str]:
    """Those that point at a person and whose rows go, or lose their person, with the account."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is User or isinstance(field, (EmailField, PhoneNumberField))
    }


# What a maker or a place tells everyone.
PUBLIC = {"producers.Producer", "locations.Location"}
# Work for the market, which stays without its person or keeps them from leaving; and Oscar's and Wagtail's own tools.
WORK = {
    "stock.Movement", "stock.Count", "stock.Transfer", "payment.Refund", "payment.BankEntry", "order.Return",
    "reviews.Decision", "offer.RangeProductFileUpload", "pos_devices.Device", "pos_devices.EnrolmentCode", "pos.Event",
    "pos_devices.StaffPin",
    "pos.Sale", "pos.Refund", "pos.Shift", "pos.CashMove", "pos.Discrepancy", "settlement.Statement",
    "stocktaking.Stocktake", "stocktaking.Line", "fairs.Step", "fairs.Variance", "traceability.Hold",
}  # fmt: skip
UNUSED = {
    "payment.Bankcard",
    "analytics.UserRecord",
    "analytics.UserProductView",
    "analytics.UserSearch",
    "communication.Notification",
}
PAGES = re.compile(r"wagtail\w*\.|wagtail_localize\.|(home|pages|stories|tourism)\.\w+Page$")


def unaccounted(tables: set[str]) -> set[str]:
    told = {name for holding in HOLDINGS for name in holding.models}
    return {name for name in tables - told - WORK - UNUSED - PUBLIC if not PAGES.match(name)}


def test_every_table_that_points_at_a_person_is_accounted_for():
    assert unaccounted(personal_tables()) == set()


def test_a_table_that_nobody_answers_for_is_found():
    assert unaccounted(personal_tables() | {"loyalty.Card"}) == {"loyalty.Card"}


def test_the_export_tells_all_of_it_and_nothing_of_another(hoa, client):
    binh = a_shopper("binh@example.com")
    a_delivered_order((a_product(on_hand=5), 1), user=binh, name="Lê Văn Bình")
    client.force_login(hoa)

    answer = client.post("/tai-khoan/du-lieu/tai-ve/")

    told = json.loads(answer.text)
    assert answer["Content-Disposition"].startswith('attachment; filename="cho-ocop-')
    assert set(told) == {"told_at", *(holding.name for holding in HOLDINGS)}
    assert [text for text in TOLD if text not in answer.text] == []
    assert re.sub(r"\D", "", told["orders"][0]["phone"]) == "0912345678"
    assert [order["number"] for order in told["orders"]] == [order.number for order in hoa.orders_before]
    assert "Bình" not in answer.text


def test_an_export_needs_its_owner(client):
    answer = client.post("/tai-khoan/du-lieu/tai-ve/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")


def test_consent_is_given_by_purpose_and_withdrawn(client, time_machine):
    hoa = a_shopper()
    client.force_login(hoa)
    page = client.get("/tai-khoan/du-lieu/").text
    client.post("/tai-khoan/du-lieu/", {"purposes": ["season"]})
    given = list(Consent.objects.standing().values_list("purpose", flat=True))
    time_machine.move_to(now() + timedelta(days=1))
    client.post("/tai-khoan/du-lieu/", {})

    consent = Consent.objects.get()
    assert " checked" not in page
    assert (given, consent.withdrawn_at is None) == (["season"], False)
