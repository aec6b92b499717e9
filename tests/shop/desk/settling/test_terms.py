"""Terms at the desk: agreed in per cent, listed, ended."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from shop.settlement.models import Terms


@pytest.fixture
def facts():
    return {"producer": "", "location_kind": "fair", "percent": "7.5", "valid_from": localdate(), "note": "HĐ 01"}


def test_an_administrator_agrees_and_ends_terms(client, administrator, facts):
    client.force_login(administrator)

    agreed = client.post(reverse("desk:agree-terms"), facts)
    terms = Terms.objects.get()
    ended = client.post(reverse("desk:end-terms", args=[terms.pk]), {"until": localdate()})

    assert (agreed.status_code, ended.status_code) == (302, 302)
    terms.refresh_from_db()
    assert (terms.permille, terms.location_kind, terms.valid_until) == (75, "fair", localdate())
    assert "7,5" in client.get(reverse("desk:terms")).text


@pytest.mark.parametrize("wrong", [{"percent": "100.1"}, {"percent": "7.55"}, {"valid_from": "2020-01-01"}])
def test_what_cannot_be_agreed_is_said_and_kept_in_the_form(client, administrator, facts, wrong):
    client.force_login(administrator)

    response = client.post(reverse("desk:agree-terms"), facts | wrong)

    assert response.status_code == 200
    assert response.context["form"].errors != {}
    assert not Terms.objects.exists()
