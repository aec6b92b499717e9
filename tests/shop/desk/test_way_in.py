"""The link to the desk, for those who work here and nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "links"),
    [
        ("anonymous", 0),
        ("shopper", 0),
        ("producer member", 2),
        ("point staff", 2),
        ("point manager", 2),
        ("programme officer", 2),
        ("administrator", 2),
    ],
)
def test_the_storefront_leads_to_the_desk_those_who_have_one(signed_in, role, links):
    page = signed_in(role).get(reverse("catalogue:index")).content.decode()

    assert page.count(f'href="{reverse("desk:today")}"') == links


def test_the_account_leads_to_the_desk_too(signed_in):
    pages = [signed_in(role).get(reverse("customer:profile-view")) for role in ("point staff", "shopper")]

    assert [page.content.decode().count(f'href="{reverse("desk:today")}"') for page in pages] == [3, 0]


def test_a_guest_is_not_looked_up(client, world):
    client.get(reverse("catalogue:index"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("catalogue:index"))

    tables = ("locations_assignment", "producers_membership", "auth_")
    assert [query["sql"] for query in asked if any(table in query["sql"] for table in tables)] == []
