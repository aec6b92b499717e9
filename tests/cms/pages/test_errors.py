"""What is shown where something is missing, forbidden or broken: our own words, in our own frame."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path

from shop import urls


def refuse(request):
    raise PermissionDenied


def break_down(request):
    raise RuntimeError


class Broken:
    urlpatterns = [path("refused/", refuse), path("broken/", break_down), *urls.urlpatterns]


@pytest.fixture
def broken(settings, planted):
    settings.ROOT_URLCONF = Broken
    return Client(raise_request_exception=False)


def shown(page):
    return page.status_code, 'data-theme="ocop"' in page.text, "Chợ <b>OCOP</b>" in page.text


@pytest.mark.parametrize(
    ("address", "status"), [("/khong-co/", 404), ("/en/nothing/", 404), ("/refused/", 403), ("/broken/", 500)]
)
def test_a_fault_has_a_page_of_ours(broken, address, status):
    assert shown(broken.get(address)) == (status, True, True)


def test_a_page_that_is_not_there_is_said_in_the_language_of_its_address(broken):
    assert "There is nothing at this address" in broken.get("/en/nothing/").text


def test_a_form_without_its_key_is_refused_with_what_to_do(planted):
    page = Client(enforce_csrf_checks=True).post("/en/account/sign-in/", {"login_submit": "1"})

    assert shown(page) == (403, True, True)
    assert "Nothing was changed." in page.text
