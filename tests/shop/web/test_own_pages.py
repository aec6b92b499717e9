"""Putting something into a basket needs no token and no cookie beforehand, but it must come from a page of ours."""

import pytest
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model

from tests.factories import a_product

pytestmark = pytest.mark.django_db
OURS, THEIRS = "https://testserver", "https://elsewhere.example"


@pytest.fixture(autouse=True)
def _site(site):
    return site


@pytest.fixture
def put():
    """Send the form as a browser would that has never been here; the answer's status, and the units in baskets."""
    product = a_product(on_hand=3)

    def send(**headers):
        client = Client(enforce_csrf_checks=True)
        answer = client.post(reverse("basket:add", kwargs={"pk": product.pk}), secure=True, headers=headers)
        return answer.status_code, list(get_model("basket", "Line").objects.values_list("quantity", flat=True))

    return send


@pytest.mark.parametrize("headers", [{"Origin": OURS}, {"Referer": f"{OURS}/san-pham/"}], ids=["origin", "referer"])
def test_a_form_of_ours_is_heard(put, headers):
    assert put(**headers) == (302, [1])


@pytest.mark.parametrize(
    "headers",
    [{"Origin": THEIRS}, {"Origin": "null"}, {"Referer": f"{THEIRS}/"}, {}],
    ids=["their origin", "a hidden origin", "their page", "nothing said"],
)
def test_a_form_of_anybody_elses_is_refused(put, headers):
    assert put(**headers) == (403, [])


def test_without_the_check_a_foreign_form_would_be_heard(put, monkeypatch):
    monkeypatch.setattr("shop.web.own_pages.OriginCheck.process_view", lambda *args, **kwargs: None)

    assert put(Origin=THEIRS) == (302, [1])


@pytest.mark.parametrize("name", ["basket:change", "basket:take-out"])
def test_what_changes_a_basket_that_is_there_keeps_its_token(name):
    answer = Client(enforce_csrf_checks=True).post(
        reverse(name, kwargs={"pk": 1}), secure=True, headers={"Origin": OURS}
    )

    assert answer.status_code == 403


def test_looking_at_a_product_sets_no_cookie(client):
    product = a_product(on_hand=3)

    assert client.get(product.get_absolute_url()).cookies == {}
