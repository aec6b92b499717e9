"""Alcohol is shown to adults who have said so, once per session."""

import pytest
from django.utils.timezone import localdate

from tests.factories import a_product


def born(years: int) -> str:
    today = localdate()
    return today.replace(year=today.year - years, day=min(today.day, 28)).isoformat()


def says(client, product, date_of_birth: str, **facts):
    return client.post("/thanh-toan/tuoi/", {"born": date_of_birth, "next": product.get_absolute_url()} | facts)


@pytest.fixture
def wine(site):
    return a_product("Rượu cần", on_hand=5, abv=5.5)


def test_a_page_of_alcohol_asks_for_an_age_and_tells_machines_nothing(client, wine):
    page = client.get(wine.get_absolute_url())

    assert page.templates[0].name == "pages/catalogue/adults_only.html"
    assert [words in page.text for words in ("Rượu cần", "ld+json", 'content="noindex"')] == [False, False, True]


def test_weaker_drink_is_shown_to_anyone(client, site):
    beer = a_product("Bia", abv=5.4)

    assert "Bia" in client.get(beer.get_absolute_url()).text


def test_an_adult_is_asked_once(client, wine):
    mead = a_product("Rượu mật ong", on_hand=5, abv=12)

    answer = says(client, wine, born(18))

    assert answer.url == wine.get_absolute_url()
    assert ["Rượu" in client.get(each.get_absolute_url()).text for each in (wine, mead)] == [True, True]
    assert dict(client.session.items()) == {"is_adult": True}


def test_an_adults_page_is_nobody_elses(client, wine, settings):
    settings.SHARED_SECONDS = 60
    settings.SHARED_PAGES = {"catalogue:detail"}
    says(client, wine, born(30))

    shown = client.get(wine.get_absolute_url())
    for_another = type(client)().get(wine.get_absolute_url())

    assert set(shown["Cache-Control"].split(", ")) == {"private", "max-age=0"}
    assert "Rượu cần" not in for_another.text


@pytest.mark.parametrize(
    ("years", "status"), [(17, 403), (0, 403), (-1, 422), (121, 422)], ids=["17", "newborn", "unborn", "too old"]
)
def test_who_is_not_an_adult_stays_outside(client, wine, years, status):
    answer = says(client, wine, born(years))

    assert (answer.status_code, dict(client.session.items())) == (status, {})
    assert "Rượu cần" not in client.get(wine.get_absolute_url()).text


@pytest.mark.parametrize("nonsense", ["", "hôm qua", "2000-02-31"])
def test_nonsense_is_asked_again(client, wine, nonsense):
    assert says(client, wine, nonsense).status_code == 422


def test_nobody_is_sent_to_another_site(client, wine):
    assert says(client, wine, born(30), next="https://xau.example/").url == "/san-pham/"


def test_who_said_so_at_the_gate_is_not_asked_at_checkout(client, wine):
    says(client, wine, born(30))
    client.post(f"/gio-hang/them/{wine.pk}/", {"quantity": 1})

    assert "born" not in client.get("/thanh-toan/").context["form"].fields


def test_another_site_cannot_say_it_for_anyone(wine):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"origin": "https://xau.example"})

    assert says(strict, wine, born(30)).status_code == 403
