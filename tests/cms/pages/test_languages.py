import re

import pytest

from cms.pages.models import ContentPage
from tests.factories import a_product


def language_of(page):
    return re.search(r'<html lang="([^"]+)"', page.text)[1]


def alternates(page):
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page.text))


def test_a_visitor_stays_in_vietnamese_whatever_the_browser_prefers(planted, client):
    page = client.get("/", headers={"accept-language": "en-GB,en;q=0.9"})

    assert (page.status_code, language_of(page)) == (200, "vi")


def test_english_has_its_own_addresses(planted, client):
    page = client.get("/en/", headers={"accept-language": "vi"})

    assert (page.status_code, language_of(page)) == (200, "en")


@pytest.mark.parametrize("address", ["/", "/en/", "/cau-chuyen/", "/en/stories/"])
def test_pages_name_each_other_in_both_languages(planted, client, address):
    vi, en = ("/", "/en/") if address in ("/", "/en/") else ("/cau-chuyen/", "/en/stories/")

    found = alternates(client.get(address))

    assert found == {
        "vi": f"http://testserver{vi}",
        "en": f"http://testserver{en}",
        "x-default": f"http://testserver{vi}",
    }


def test_rooms_that_are_no_editors_pages_switch_too(planted, client):
    product = a_product(on_hand=2)

    page = client.get(product.get_absolute_url())

    assert alternates(page)["en"] == f"http://testserver/en/products/{product.slug}_{product.pk}/"
    assert alternates(client.get("/san-pham/?q=mam"))["en"] == "http://testserver/en/products/?q=mam"


def test_a_page_without_translation_links_to_the_other_home_and_claims_no_alternate(planted, client):
    ContentPage.objects.get(slug="delivery").delete()

    page = client.get("/giao-hang/")

    assert alternates(page) == {}
    assert 'href="http://testserver/en/"' in page.text


def test_an_unpublished_translation_is_not_linked(planted, client):
    ContentPage.objects.get(slug="delivery").unpublish()

    assert alternates(client.get("/giao-hang/")) == {}


def test_the_canonical_address_leaves_out_what_was_asked(planted, client):
    canonical = re.findall(r'rel="canonical" href="([^"]+)"', client.get("/?utm_source=x&page=2").text)

    assert canonical == ["http://testserver/?page=2"]


def test_menus_are_in_the_language_of_the_page(planted, client):
    vietnamese, english = client.get("/").text, client.get("/en/").text

    assert ['href="/cau-chuyen/"' in vietnamese, 'href="/en/stories/"' in english] == [True, True]
    assert ['href="/giao-hang/"' in vietnamese, 'href="/en/delivery/"' in english] == [True, True]
    assert ['href="/en/stories/"' in vietnamese, 'href="/cau-chuyen/"' in english] == [False, False]
