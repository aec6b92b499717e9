import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from shop.order.models import Order
from tests.factories import a_location, a_lot, a_member_of_staff, a_product, a_shopper

PASSWORD = "mat-khau-1"


@pytest.fixture(autouse=True)
def _site(site):
    return site


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


@pytest.mark.parametrize("address", ["/tai-khoan/dang-nhap/", "/tai-khoan/dang-ky/", "/en/account/sign-in/"])
def test_a_visitor_can_sign_in_and_register(client, address):
    page = client.get(address)

    assert page.status_code == 200
    assert 'data-theme="ocop"' in page.text


def test_signing_in_leads_where_one_wanted_to_go(client):
    shopper = a_shopper()
    asked = client.get("/tai-khoan/don-hang/")

    answer = client.post(
        "/tai-khoan/dang-nhap/",
        {
            "login-username": shopper.email,
            "login-password": PASSWORD,
            "login-redirect_url": "/tai-khoan/don-hang/",
            "login_submit": "1",
        },
    )

    assert (asked.status_code, asked["Location"]) == (302, "/tai-khoan/dang-nhap/?next=/tai-khoan/don-hang/")
    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/don-hang/")


def test_a_wrong_password_says_what_to_do_and_no_more(client):
    page = client.post(
        "/en/account/sign-in/",
        {"login-username": a_shopper().email, "login-password": "sai", "login-redirect_url": "", "login_submit": "1"},
    )

    assert page.status_code == 200
    assert "This e-mail and password do not belong together." in page.text


def test_a_stranger_cannot_lead_us_away_after_signing_in(client):
    answer = client.post(
        "/tai-khoan/dang-nhap/",
        {
            "login-username": a_shopper().email,
            "login-password": PASSWORD,
            "login-redirect_url": "https://xau.example/",
            "login_submit": "1",
        },
    )

    assert answer["Location"] == "/"


def test_registering_signs_in(client):
    facts = {"email": "moi@example.com", "password1": "Cua-Khe-2026", "password2": "Cua-Khe-2026", "redirect_url": ""}

    answer = client.post("/tai-khoan/dang-ky/", facts)

    assert answer.status_code == 302
    assert client.get("/tai-khoan/ho-so/").context["user"].email == "moi@example.com"


@pytest.mark.parametrize(
    "address",
    ["", "mat-khau/", "ho-so/", "ho-so/sua/", "ho-so/xoa/", "don-hang/", "don-hang/1/", "dia-chi/", "dia-chi/them/"],
)
def test_what_is_private_asks_to_sign_in(client, address):
    answer = client.get(f"/tai-khoan/{address}")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/?next=")


@pytest.mark.parametrize("address", ["wishlists/", "notifications/inbox/", "alerts/", "emails/", "order-status/1/x/"])
def test_what_we_do_not_offer_has_no_address(client, address):
    client.force_login(a_shopper())

    assert client.get(f"/tai-khoan/{address}").status_code == 404


def test_a_changed_password_is_told_by_letter(client, django_capture_on_commit_callbacks):
    shopper = a_shopper()
    client.force_login(shopper)
    facts = {"old_password": PASSWORD, "new_password1": "Cua-Khe-2026", "new_password2": "Cua-Khe-2026"}

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/en/account/password/", facts)

    assert answer["Location"] == "/en/account/profile/"
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [([shopper.email], "Your password was changed")]


def test_a_changed_email_is_told_to_the_old_one(client, django_capture_on_commit_callbacks):
    shopper = a_shopper("cu@example.com")
    client.force_login(shopper)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/profile/edit/", {"first_name": "An", "last_name": "Lê", "email": "moi@example.com"})

    shopper.refresh_from_db()
    assert (shopper.email, shopper.first_name) == ("moi@example.com", "An")
    assert [letter.to for letter in mail.outbox] == [["cu@example.com"]]
    assert "Letters about your account now go to moi@example.com." in mail.outbox[0].body


def test_a_forgotten_password_is_set_by_a_link_that_works_once(client, settings, django_capture_on_commit_callbacks):
    settings.BASE_URL = "https://cho.example"
    shopper = a_shopper("quen@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/forgot-password/", {"email": "quen@example.com"}, headers={"host": "la.example"})
    assert "https://cho.example/en/account/forgot-password/" in mail.outbox[0].body
    link = link_in(mail.outbox[0])
    form = client.get(link, follow=True)

    client.post(form.request["PATH_INFO"], {"new_password1": "Cua-Khe-2026", "new_password2": "Cua-Khe-2026"})
    again = client.get(link, follow=True)

    shopper.refresh_from_db()
    assert shopper.check_password("Cua-Khe-2026")
    assert "This link is used up" in again.text


def test_an_unknown_email_is_answered_alike_and_written_nothing(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/tai-khoan/quen-mat-khau/", {"email": "ai@example.com"})

    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/quen-mat-khau/da-gui/")
    assert mail.outbox == []


def test_a_deleted_account_is_gone_and_its_orders_stay(client):
    shopper = a_shopper()
    order = Order.objects.create(
        number="100001",
        user=shopper,
        total_incl_tax=1,
        total_excl_tax=1,
        currency="VND",
        status="confirmed",
        pays_by="cash",
    )
    client.force_login(shopper)

    answer = client.post("/tai-khoan/ho-so/xoa/", {"password": PASSWORD})

    order.refresh_from_db()
    assert (answer.status_code, order.user) == (302, None)
    assert not get_user_model().objects.filter(pk=shopper.pk).exists()


def test_an_account_that_signed_for_goods_is_not_deleted(client):
    from shop.stock.models import Transfer

    staff = a_member_of_staff()
    a_lot(a_product())
    Transfer.objects.create(
        origin=a_location(),
        destination=a_location(),
        dispatched_at=staff.date_joined,
        dispatched_by=staff,
        source_key="test:1",
    )
    client.force_login(staff)

    page = client.post("/en/account/profile/delete/", {"password": PASSWORD})

    assert page.status_code == 200
    assert "Ask its administrator to close this account" in page.text
    assert get_user_model().objects.filter(pk=staff.pk).exists()


def test_every_field_has_a_label(client):
    client.force_login(a_shopper())
    for address in ("ho-so/sua/", "mat-khau/", "ho-so/xoa/", "dia-chi/them/"):
        text = client.get(f"/tai-khoan/{address}").text
        fields = re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', text)
        labels = re.findall(r'<label for="([^"]+)"', text)

        assert [field for field in fields if field not in labels] == []
        assert len(fields) > 0
