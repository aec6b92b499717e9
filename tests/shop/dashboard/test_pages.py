"""Oscar's admin in Oscar's look: each page that opens without choosing anything, and the main ones that do not."""

import pytest
from django.apps import apps
from django.urls import NoReverseMatch, reverse
from oscar.core.loading import get_model

from tests.factories import a_member_of_staff, a_product, a_shopper
from tests.factories.ordering import submit_an_order
from tests.factories.shop import a_basket

# These stand in the middle of a dialogue, take a form that was sent, or answer a script.
NOT_BY_THEMSELVES = {
    "catalogue-product-bulk-action",
    "catalogue-product-create",
    "catalogue-product-lookup",
    "offer-benefit",
    "offer-condition",
    "offer-restrictions",
    "login",
    "logout",
}


def names(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern.url_patterns)
        elif pattern.name and pattern.name not in NOT_BY_THEMSELVES:
            yield pattern.name


def addresses():
    for name in sorted(set(names(apps.get_app_config("dashboard").urls[0]))):
        try:
            yield reverse(f"dashboard:{name}")
        except NoReverseMatch:
            continue


@pytest.fixture
def administrator(site, vietnam, client):
    staff = a_member_of_staff()
    client.force_login(staff)
    return staff


def test_every_page_of_the_dashboard_opens(administrator, client):
    a_product(on_hand=3)

    answers = {address: client.get(address, follow=True).status_code for address in addresses()}

    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert len(answers) > 25


def test_a_product_an_order_and_a_person_open(administrator, client):
    product = a_product(on_hand=5)
    shopper = a_shopper()
    order = submit_an_order(a_basket((product, 2), owner=shopper), user=shopper)
    product_type = get_model("catalogue", "ProductClass").objects.get()
    line = order.lines.get()

    answers = [
        client.get(reverse(f"dashboard:{name}", kwargs=kwargs)).status_code
        for name, kwargs in (
            ("catalogue-product", {"pk": product.pk}),
            ("catalogue-product-create", {"product_class_slug": product_type.slug}),
            ("order-detail", {"number": order.number}),
            ("order-line-detail", {"number": order.number, "line_id": line.pk}),
            ("order-shipping-address", {"number": order.number}),
            ("user-detail", {"pk": shopper.pk}),
        )
    ]

    assert answers == [200] * 6
    assert client.get(reverse("dashboard:order-list")).status_code == 200


def test_the_dashboard_keeps_its_own_look(administrator, client):
    assert "oscar/css/dashboard.css" in client.get("/dashboard/").text


def test_a_shopper_is_kept_out(site, client):
    client.force_login(a_shopper())

    assert client.get("/dashboard/").status_code in (302, 403)
