import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from django.utils.timezone import now

from shop.account.entering import codes
from shop.account.entering.models import Code, Passkey, ProvenAddress
from tests.factories import a_product, a_shopper

ASK, ENTER = "/tai-khoan/dang-nhap/ma/", "/tai-khoan/dang-nhap/ma/nhap/"


@pytest.fixture(autouse=True)
def _site(site):
    return site


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    def asking(email, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(ASK, {"email": email, **more})

    return asking


def digits_in(letter):
    return re.search(r"\b(\d{6})\b", letter.body)[1]


def signed_in(client):
    return client.session.get("_auth_user_id")


def another(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def test_the_code_of_the_letter_signs_in(client, ask):
    shopper = a_shopper("hoa@example.com")
    asked = ask("Hoa@example.com", next="/tai-khoan/dia-chi/")

    answer = client.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    assert (asked.status_code, asked["Location"]) == (302, ENTER)
    assert [letter.to for letter in mail.outbox] == [["hoa@example.com"]]
    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/dia-chi/")
    assert signed_in(client) == str(shopper.pk)


def test_known_and_unknown_addresses_are_answered_alike(client, ask):
    a_shopper("hoa@example.com")

    answers = [ask(email) for email in ("hoa@example.com", "ai@example.com")]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, ENTER)] * 2
    assert [letter.to for letter in mail.outbox] == [["hoa@example.com"], ["ai@example.com"]]


def test_an_unknown_address_becomes_an_account_with_its_code_only(client, ask):
    ask("moi@example.com")
    before = get_user_model().objects.count()

    client.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    user = get_user_model().objects.get(email="moi@example.com")
    assert (before, user.has_usable_password()) == (0, False)
    assert signed_in(client) == str(user.pk)


def test_a_code_works_once(client, ask):
    ask("hoa@example.com")
    digits = digits_in(mail.outbox[0])
    code_id = client.session["code_id"]
    client.post(ENTER, {"digits": digits})

    with pytest.raises(codes.WrongCode):
        codes.redeem(code_id=code_id, digits=digits, caller="192.0.2.1", at=now())

    assert Code.objects.count() == 0


def test_a_code_is_too_old_after_ten_minutes(client, ask, time_machine):
    ask("hoa@example.com")
    time_machine.move_to(now() + timedelta(minutes=10))

    page = client.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    assert page.status_code == 200
    assert signed_in(client) is None


def test_five_wrong_guesses_end_a_code(client, ask):
    ask("hoa@example.com")
    digits = digits_in(mail.outbox[0])
    for _try in range(5):
        client.post(ENTER, {"digits": another(digits)})

    page = client.post(ENTER, {"digits": digits})

    assert (page.status_code, signed_in(client)) == (200, None)
    assert Code.objects.get().tries == 5


def test_four_wrong_guesses_do_not(client, ask):
    ask("hoa@example.com")
    digits = digits_in(mail.outbox[0])
    for _try in range(4):
        client.post(ENTER, {"digits": another(digits)})

    client.post(ENTER, {"digits": digits})

    assert signed_in(client) is not None


def test_a_code_works_only_in_the_browser_that_asked(client, ask):
    from django.test import Client

    ask("hoa@example.com")
    elsewhere = Client()
    elsewhere.post(ASK, {"email": "hoa@example.com"})

    page = elsewhere.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    assert (page.status_code, signed_in(elsewhere)) == (200, None)


def test_nothing_in_the_table_tells_the_code(client, ask, settings):
    ask("hoa@example.com")
    code = Code.objects.get()
    digits = digits_in(mail.outbox[0])
    row = Code.objects.values_list().get()

    settings.SECRET_KEY = "another"

    assert [value for value in row if digits in str(value)] == []
    assert code.digits != digits


def test_letters_to_one_address_are_few(client, ask):
    answers = [ask("hoa@example.com") for _time in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [200]
    assert len(mail.outbox) == 5


@pytest.mark.parametrize(
    ("address", "facts"),
    [
        ("code/", {"email": "hoa@example.com"}),
        ("code/enter/", {"digits": ""}),
        ("", {"login-username": "hoa@example.com", "login-password": "mat-khau-1", "login_submit": "1"}),
    ],
)
def test_while_nothing_can_be_counted_nobody_is_let_in(client, ask, without_redis, address, facts):
    a_shopper("hoa@example.com")
    ask("hoa@example.com")
    facts = facts | ({"digits": digits_in(mail.outbox[0])} if "digits" in facts else {})
    without_redis()

    page = client.post(f"/en/account/sign-in/{address}", facts)

    assert page.status_code == 200
    assert "Signing in does not work at the moment." in page.text
    assert (signed_in(client), len(mail.outbox)) == (None, 1)


def test_the_tenth_wrong_password_is_the_last(client):
    shopper = a_shopper("hoa@example.com")
    facts = {"login-username": shopper.email, "login-password": "sai", "login_submit": "1"}
    for _try in range(10):
        client.post("/tai-khoan/dang-nhap/", facts)

    client.post("/tai-khoan/dang-nhap/", facts | {"login-password": "mat-khau-1"})

    assert signed_in(client) is None


def test_the_session_key_changes_and_the_basket_stays(client, ask):
    product = a_product(on_hand=5)
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 2})
    ask("hoa@example.com")
    before = client.session.session_key

    client.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    basket = client.get("/gio-hang/").context["basket"]
    assert client.session.session_key != before
    assert [(line.product, line.quantity) for line in basket.all_lines()] == [(product, 2)]
    assert basket.owner.email == "hoa@example.com"


def test_whoever_registered_an_address_that_is_not_theirs_is_out_when_its_owner_comes(client, ask):
    from django.test import Client

    squatter = Client()
    squatter.post(
        "/tai-khoan/dang-ky/",
        {"email": "hoa@example.com", "password1": "Cua-Khe-2026", "password2": "Cua-Khe-2026", "redirect_url": ""},
    )
    user = get_user_model().objects.get()
    Passkey.objects.create(user=user, name="x", credential_id="x", public_key=b"x", created_at=now())
    ask("hoa@example.com")

    client.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    user.refresh_from_db()
    assert (user.has_usable_password(), user.passkeys.count(), signed_in(client)) == (False, 0, str(user.pk))
    assert squatter.get("/tai-khoan/ho-so/").status_code == 302


def test_a_proven_address_keeps_its_password(client, ask):
    shopper = a_shopper("hoa@example.com")
    ProvenAddress.objects.create(user=shopper, email="hoa@example.com", proven_at=now())
    ask("hoa@example.com")

    client.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    shopper.refresh_from_db()
    assert shopper.check_password("mat-khau-1")


def test_a_closed_account_stays_closed(client, ask):
    a_shopper("hoa@example.com", is_active=False)
    ask("hoa@example.com")

    client.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    assert signed_in(client) is None


@pytest.mark.parametrize("asked", ["https://xau.example/", "//xau.example/", "javascript:alert(1)"])
def test_a_stranger_cannot_lead_us_away(client, ask, asked):
    ask("hoa@example.com", next=asked)

    answer = client.post(ENTER, {"digits": digits_in(mail.outbox[0])})

    assert answer["Location"] == "/tai-khoan/don-hang/"


def test_what_is_no_code_is_said_so(client, ask):
    ask("hoa@example.com")

    page = client.post("/en/account/sign-in/code/enter/", {"digits": "12 34"})

    assert "The code has 6 digits." in page.text
    assert Code.objects.get().tries == 0
