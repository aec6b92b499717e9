"""Every address of an account × a stranger, its owner and somebody else."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from shop.account.entering.models import Passkey
from shop.address.models import UserAddress
from shop.waiting.models import Waiting
from tests.factories import a_product, a_shopper
from tests.factories.sending import a_delivered_order

IN, HIDDEN, SIGN_IN = "in", 404, "sign in"

# name: (method, what stands in the address for its owner's thing; None where it is about whoever asks)
ADDRESSES = {
    "customer:profile-view": ("get", None),
    "customer:profile-update": ("get", None),
    "customer:change-password": ("get", None),
    "customer:profile-delete": ("get", None),
    "customer:data": ("get", None),
    "customer:data-export": ("post", None),
    "customer:order-list": ("get", None),
    "customer:order-claim": ("post", None),
    "customer:address-list": ("get", None),
    "customer:address-create": ("get", None),
    "customer:passkeys": ("get", None),
    "customer:passkey-options": ("post", None),
    "customer:passkey-add": ("post", None),
    "account_reviews": ("get", None),
    "account_waiting": ("get", None),
    "wishlist": ("get", None),
    "customer:order": ("get", lambda things: [things["order"].number]),
    "customer:order-again": ("post", lambda things: [things["order"].number]),
    "customer:address-detail": ("get", lambda things: [things["address"].pk]),
    "customer:address-use": ("post", lambda things: [things["address"].pk]),
    "customer:address-delete": ("post", lambda things: [things["address"].pk]),
    "customer:passkey": ("get", lambda things: [things["passkey"].pk]),
    "customer:passkey-remove": ("post", lambda things: [things["passkey"].pk]),
    "waiting_leave": ("post", lambda things: [things["waiting"].product_id]),
}


@pytest.fixture
def owner(site):
    return a_shopper("hoa@example.com")


@pytest.fixture
def things(owner, vietnam):
    product = a_product(on_hand=5)
    facts = {"user": owner, "first_name": "Hoa", "line1": "27 Ngõ Gạch", "country": vietnam}
    return {
        "order": a_delivered_order((product, 1), user=owner),
        "address": UserAddress.objects.create(**facts),
        "passkey": Passkey.objects.create(
            user=owner, name="Máy", credential_id="eA", public_key=b"x", created_at=now()
        ),
        "waiting": Waiting.objects.create(
            user=owner, product=product, email=owner.email, language="vi", asked_at=now(), confirmed_at=now()
        ),
    }


def answer_to(response):
    if response.status_code == 302 and response.url.startswith(reverse("customer:login")):
        return SIGN_IN
    return IN if response.status_code in (200, 302) else response.status_code


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_is_let_in(name, owner, things):
    method, args_of = ADDRESSES[name]
    address = reverse(name, args=args_of(things) if args_of else [])
    answers = {}

    for who, user in {"stranger": None, "another": a_shopper(), "owner": owner}.items():
        client = Client()
        if user:
            client.force_login(user)
        answers[who] = answer_to(getattr(client, method)(address))

    assert answers == {"stranger": SIGN_IN, "another": HIDDEN if args_of else IN, "owner": IN}


def test_every_private_address_of_the_account_is_in_the_matrix():
    from django.apps import apps

    public = {"login", "logout", "register", "code-ask", "code-enter", "passkey-ask", "passkey-enter", "summary"}
    names = {pattern.name for pattern in apps.get_app_config("customer").get_urls()} - public

    assert {f"customer:{name}" for name in names} - set(ADDRESSES) == set()
