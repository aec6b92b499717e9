"""Every public page, in both languages, on a phone and at a desk: nothing for axe to find, nothing to move sideways."""

import re
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import RequestFactory
from django.urls import path, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import override
from django.views.defaults import permission_denied
from wagtail.models import Page, get_page_models

from cms.home.planting import plant
from shop import urls
from shop.outage import come_back, server_error
from tests.browser import public_pages
from tests.browser.axe import is_too_wide, violations
from tests.browser.shopper import Shopper

# Many pages in one test: on a busy machine each takes its time.
pytestmark = pytest.mark.timeout(900)
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


def test_every_address_is_listed_for_whoever_sees_it():
    listed = public_pages.FOR_ANYONE | public_pages.FOR_A_BUYER | public_pages.FOR_A_MEMBER

    assert public_pages.address_names() == {*listed, *public_pages.NO_PAGE}


def test_an_address_that_nobody_has_listed_would_be_found(settings):
    class Grown:
        urlpatterns = [path("moi/", come_back, name="new"), *urls.urlpatterns]

    settings.ROOT_URLCONF = Grown

    assert "new" in public_pages.address_names()


def test_every_kind_of_page_of_an_editor_is_planted(site):
    plant(hostname="localhost")

    kinds = {model for model in get_page_models() if model is not Page}

    assert {type(page) for page in Page.objects.live().filter(depth__gt=1).specific()} == kinds


@pytest.fixture
def stage(market):
    return public_pages.a_stage()


@pytest.fixture
def faults(stage):
    """What is wrong on pages: `faults(page, addresses)` is {address: [fault, …]}, empty where all is well."""

    def found(page, addresses):
        every = {address: _faults_of(page, address) for address in addresses}
        return {address: faults for address, faults in every.items() if faults}

    return found


def _faults_of(page, address: str) -> list[str]:
    page.goto(address)
    strayed = [f"leads to {page.url}"] if urlsplit(page.url).path != urlsplit(address).path else []
    return [*strayed, *violations(page), *(["is wider than the window"] if is_too_wide(page) else [])]


@pytest.mark.browser
@LANGUAGES
def test_pages_for_anyone(window, stage, faults, language):
    addresses = public_pages.addresses(public_pages.FOR_ANYONE, stage, language=language)

    assert faults(window(), addresses) == {}


@pytest.mark.browser
@LANGUAGES
def test_pages_of_buying(shopper, stage, faults, language):
    buyer = shopper(english=language == "en")
    buyer.open(stage.products[0])
    buyer.add_to_basket()
    buyer.say_where()
    addresses = public_pages.addresses(public_pages.FOR_A_BUYER, stage, language=language)

    assert faults(buyer.page, addresses) == {}


@pytest.mark.browser
@LANGUAGES
def test_a_form_with_mistakes_in_it(shopper, stage, language):
    buyer = shopper(english=language == "en")
    buyer.open(stage.products[0])
    buyer.add_to_basket()
    buyer.page.goto(buyer.checkout)

    buyer.page.locator("form.delivery button.wide").click()
    buyer.page.locator(".field .error, .errors").first.wait_for()

    assert violations(buyer.page) == []


@pytest.mark.browser
@LANGUAGES
def test_the_form_for_a_new_password(window, stage, language):
    page = window()
    with override(language):
        key = urlsafe_base64_encode(force_bytes(stage.member.pk))
        page.goto(reverse("password-reset-confirm", args=[key, default_token_generator.make_token(stage.member)]))
    page.locator("input[name=new_password1]").wait_for()

    assert violations(page) == []


@pytest.mark.browser
@LANGUAGES
def test_the_form_for_a_code(window, stage, language):
    page = window()
    page.goto({"vi": "/tai-khoan/dang-nhap/ma/", "en": "/en/account/sign-in/code/"}[language])
    page.locator("main input[type=email]").fill(stage.member.email)
    page.locator("main form button.wide").click()
    page.wait_for_url(re.compile("nhap/$|enter/$"))

    assert violations(page) == []


@pytest.mark.browser
@LANGUAGES
def test_alcohol_shown_to_an_adult(window, stage, language):
    page = window()
    with override(language):
        wine, spirit = [goods.get_absolute_url() for goods in stage.products if goods.abv]
    page.goto(wine)
    page.locator("input[name=born]").fill("1990-01-31")
    page.locator("main form button.wide").click()
    page.get_by_role("heading", level=1, name="Rượu cần").wait_for()

    assert violations(page) == []
    page.goto(spirit)
    assert violations(page) == []


@pytest.mark.browser
@LANGUAGES
def test_pages_of_an_account(window, stage, faults, language, sign_in):
    member = Shopper(window(), english=language == "en")
    sign_in(member.page, stage.member)
    member.open(stage.products[0])
    member.add_to_basket()
    addresses = public_pages.addresses(public_pages.FOR_A_MEMBER, stage, language=language)

    assert faults(member.page, addresses) == {}


@pytest.mark.browser
@LANGUAGES
def test_pages_of_what_went_wrong(window, faults, language):
    """Those that need a broken house are answered as the house would answer."""
    page = window()
    nowhere = {"vi": "/khong-co/", "en": "/en/nothing/"}[language]
    request = RequestFactory().get("/")
    with override(language):
        broken = {
            "/403/": permission_denied(request, Exception()),
            "/500/": server_error(request),
            "/503/": come_back(),
        }
    for address, answer in broken.items():
        page.route(f"**{address}", partial(_answer, answer.text))

    assert faults(page, [nowhere, *broken]) == {}


def _answer(body: str, route) -> None:
    route.fulfill(status=200, body=body, content_type="text/html; charset=utf-8")


@pytest.mark.browser
def test_a_picture_without_words_would_be_found(window):
    page = window()
    page.set_content("<html lang='vi'><title>Chợ</title><main><h1>Chợ</h1><img src='data:,'></main></html>")

    assert violations(page) == ["image-alt: img"]


@pytest.mark.browser
def test_a_page_that_is_too_wide_would_be_found(window):
    page = window()
    page.set_content("<html lang='vi'><main><div style='width: 2000px'>Chợ</div></main></html>")

    assert is_too_wide(page)
