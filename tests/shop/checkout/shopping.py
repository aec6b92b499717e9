"""A visitor with a basket, walking through checkout by its forms."""

import re

from django.test import Client
from django.urls import reverse

from shop.order.models import Order
from tests.factories import a_ward

ADDRESS = {
    "way": "ship",
    "name": "Nguyễn Thị Hoa",
    "phone": "0905 123 456",
    "email": "hoa@example.com",
    "line1": "12 Trần Phú",
    "legacy_address": "",
    "note": "",
}


def a_visitor(*products_and_quantities, user=None) -> Client:
    """A browser whose basket holds the goods, put in through the shop's own form."""
    client = Client(headers={"accept-language": "vi"})
    if user:
        client.force_login(user)
    for product, quantity in products_and_quantities:
        client.post(reverse("basket:add", args=[product.pk]), {"quantity": quantity})
    client.get(reverse("basket:summary"))
    return client


def says_where(client: Client, **changes):
    ward = a_ward()
    facts = ADDRESS | {"province": ward.province.code, "ward": ward.code} | changes
    return client.post(reverse("checkout:index"), facts)


def sees(client: Client, **choices) -> dict:
    """The second step's form as it is shown after these choices: {total, basket}."""
    if choices:
        client.post(reverse("checkout:review"), choices)
    page = client.get(reverse("checkout:review")).content.decode()
    return {name: re.search(rf'name="{name}" value="(\d+)"', page)[1] for name in ("total", "basket")}


def places(client: Client, **changes):
    """Presses the button: with what the page shows, but for the changes."""
    pays_by = changes.setdefault("pays_by", "cash")
    shown = sees(client, pays_by=pays_by)
    return client.post(reverse("checkout:review"), shown | {"terms": "1", "place": "1"} | changes)


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def the_order() -> Order:
    return Order.objects.get()
