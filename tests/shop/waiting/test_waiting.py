import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError
from django.utils.timezone import now

from shop.waiting import asking, letters
from shop.waiting.models import Waiting
from shop.web.tries import TooManyTries
from tests.factories import a_location, a_product, a_shelf, a_shopper
from tests.factories.sizes import a_product_in_sizes


@pytest.fixture(autouse=True)
def _site(site):
    return site


@pytest.fixture
def sold_out(db):
    return a_product("Mật ong Trà Linh")


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def ask(client, product, email="hoa@example.com", **facts):
    return client.post(f"/cho-hang/{product.pk}/", {"email": email, "agrees": "on"} | facts)


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


def test_a_guest_says_yes_in_a_letter_and_is_told_once(client, sold_out, committing):
    with committing():
        answer = ask(client, sold_out)
    client.post(link_in(mail.outbox[0]), {"deed": "confirm"})
    with committing():
        a_shelf(sold_out, on_hand=3)
    with committing():
        a_shelf(sold_out, on_hand=3)

    assert (answer.status_code, answer["Location"]) == (302, sold_out.get_absolute_url())
    assert [(letter.to, letter.subject) for letter in mail.outbox[1:]] == [
        (["hoa@example.com"], "Mật ong Trà Linh đã có hàng lại")
    ]
    assert sold_out.get_absolute_url() in mail.outbox[1].body
    assert Waiting.objects.count() == 0


def test_without_a_yes_nobody_is_told(client, sold_out, committing):
    with committing():
        ask(client, sold_out)
    with committing():
        a_shelf(sold_out, on_hand=3)

    assert len(mail.outbox) == 1
    assert Waiting.objects.get().confirmed_at is None


def test_looking_at_the_letters_page_says_nothing(client, sold_out, committing):
    with committing():
        ask(client, sold_out)

    page = client.get(link_in(mail.outbox[0]))

    assert page.status_code == 200
    assert Waiting.objects.get().confirmed_at is None


def test_no_in_the_letter_erases_the_address(client, sold_out, committing):
    with committing():
        ask(client, sold_out)
    link = link_in(mail.outbox[0])

    client.post(link, {"deed": "forget"})

    assert Waiting.objects.count() == 0
    assert client.get(link).status_code == 404


def test_an_account_waits_at_once(client, sold_out, committing):
    hoa = a_shopper("hoa@example.com")
    client.force_login(hoa)
    with committing():
        ask(client, sold_out)
    waiting = Waiting.objects.get()
    with committing():
        a_shelf(sold_out, on_hand=1)

    assert (waiting.user, waiting.confirmed_at is None) == (hoa, False)
    assert [letter.to for letter in mail.outbox] == [["hoa@example.com"]]


def test_an_account_that_names_another_address_is_a_guest_to_it(client, sold_out):
    client.force_login(a_shopper("hoa@example.com"))

    ask(client, sold_out, email="binh@example.com")

    waiting = Waiting.objects.get()
    assert (waiting.user, waiting.confirmed_at) == (None, None)


@pytest.mark.parametrize("facts", [{"agrees": ""}, {"email": "hoa"}, {"email": ""}])
def test_without_consent_or_address_nothing_is_kept(client, sold_out, facts):
    page = ask(client, sold_out, **facts)

    assert (page.status_code, Waiting.objects.count()) == (200, 0)


def test_consent_is_not_ticked_for_the_visitor(client, sold_out):
    page = client.get(sold_out.get_absolute_url()).text

    box = re.search(r'<input type="checkbox" name="agrees"[^>]*>', page)[0]
    assert "checked" not in box


def test_asked_twice_it_is_one_waiting_and_one_letter(client, sold_out, committing):
    with committing():
        ask(client, sold_out)
        ask(client, sold_out, email="HOA@example.com")

    assert (Waiting.objects.count(), len(mail.outbox)) == (1, 1)


def test_a_size_is_waited_for_by_itself(client, committing):
    _parent, (small, large) = a_product_in_sizes(50_000, 90_000, on_hand=0)
    Waiting.objects.create(product=small, email="hoa@example.com", language="vi", asked_at=now(), confirmed_at=now())
    with committing():
        a_shelf(large, on_hand=3)
    other = len(mail.outbox)
    with committing():
        a_shelf(small, on_hand=3)

    assert (other, len(mail.outbox)) == (0, 1)


def test_what_came_back_but_may_not_be_sold_is_not_told(sold_out, committing):
    Waiting.objects.create(product=sold_out, email="hoa@example.com", language="vi", asked_at=now(), confirmed_at=now())
    sold_out.certificates.all().delete()
    with committing():
        a_shelf(sold_out, on_hand=3)

    assert (len(mail.outbox), Waiting.objects.count()) == (0, 1)


def test_a_letter_that_cannot_be_sent_waits_for_the_clock(sold_out, committing, monkeypatch):
    Waiting.objects.create(product=sold_out, email="hoa@example.com", language="en", asked_at=now(), confirmed_at=now())
    with monkeypatch.context() as away:
        away.setattr(letters, "_write", _no_mail)
        with committing():
            a_shelf(sold_out, on_hand=3)
    kept = Waiting.objects.count()

    call_command("tell_waiting")

    assert (kept, Waiting.objects.count()) == (1, 0)
    assert [letter.subject for letter in mail.outbox] == ["Mật ong Trà Linh is back"]


def _no_mail(*args, **kwargs):
    raise ConnectionRefusedError


def test_addresses_that_never_said_yes_are_forgotten_after_three_days(sold_out, time_machine):
    asking.ask(product=sold_out, email="hoa@example.com", user=None, caller="192.0.2.1", at=now())
    call_command("tell_waiting")
    before = Waiting.objects.count()
    time_machine.move_to(now() + timedelta(days=3, minutes=1))

    call_command("tell_waiting")

    assert (before, Waiting.objects.count()) == (1, 0)


def test_one_caller_does_not_write_to_the_whole_town(sold_out):
    for n in range(20):
        asking.ask(product=sold_out, email=f"ai{n}@example.com", user=None, caller="192.0.2.1", at=now())

    with pytest.raises(TooManyTries):
        asking.ask(product=sold_out, email="nua@example.com", user=None, caller="192.0.2.1", at=now())
    assert Waiting.objects.count() == 20


def test_the_database_keeps_one_waiting_for_an_address(sold_out):
    facts = {"product": sold_out, "email": "hoa@example.com", "language": "vi", "asked_at": now()}
    Waiting.objects.create(**facts)

    with pytest.raises(IntegrityError):
        Waiting.objects.create(**facts)


def test_nobody_ends_anothers_waiting(client, sold_out):
    hoa, binh = a_shopper("hoa@example.com"), a_shopper("binh@example.com")
    asking.ask(product=sold_out, email=hoa.email, user=hoa, caller="192.0.2.1", at=now())
    client.force_login(binh)

    answer = client.post(f"/tai-khoan/cho-hang/{sold_out.pk}/thoi/")

    assert (answer.status_code, Waiting.objects.count()) == (404, 1)
    assert list(client.get("/tai-khoan/cho-hang/").context["waitings"]) == []


def test_a_product_on_the_shelf_does_not_offer_to_wait(client):
    a_location()
    there, gone = a_product("Có", on_hand=3), a_product("Hết")

    pages = [client.get(product.get_absolute_url()).text for product in (there, gone)]

    assert ['name="agrees"' in page for page in pages] == [False, True]
