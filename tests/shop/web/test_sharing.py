"""A shared page shows nobody anything of another's, and nothing that is no longer true."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from shop.web.sharing import SharedPagesMiddleware
from tests.factories import a_product

PRIVATE = "private, max-age=0"


@pytest.fixture(autouse=True)
def _sharing(settings):
    settings.SHARED_SECONDS = 2


@pytest.fixture
def visit(rf):
    """Ask for a page that says how many times it was made."""
    made = count(1)

    def ask(path="/san-pham/", *, cookies="", method="get", dressed=lambda response: response, **headers):
        def view(request):
            request.resolver_match = resolve(path.partition("?")[0])
            return dressed(HttpResponse(f"made {next(made)} times"))

        request = getattr(rf, method)(path, HTTP_COOKIE=cookies, headers=headers)
        return SharedPagesMiddleware(view)(request)

    return ask


def test_a_page_is_made_once_for_everyone_without_a_cookie(visit):
    answers = [visit(), visit()]

    assert [answer.content for answer in answers] == [b"made 1 times"] * 2
    assert [answer["Cache-Control"] for answer in answers] == ["public, max-age=0, s-maxage=2"] * 2


def test_after_its_seconds_it_is_made_again(visit, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+07:00", tick=False)
    visit()
    time_machine.move_to("2026-11-23 12:00:02.1+07:00", tick=False)

    assert visit().content == b"made 2 times"


def test_a_new_day_makes_it_again_at_once(visit, time_machine):
    time_machine.move_to("2026-11-23 23:59:59.5+07:00", tick=False)
    visit()
    time_machine.move_to("2026-11-24 00:00:00+07:00", tick=False)

    assert visit().content == b"made 2 times"


@pytest.mark.parametrize("cookies", ["sessionid=1", "oscar_open_basket=1:x", "django_language=en"])
def test_whoever_carries_a_cookie_is_answered_afresh_and_privately(visit, cookies):
    visit()

    answer = visit(cookies=cookies)

    assert (answer.content, answer["Cache-Control"]) == (b"made 2 times", PRIVATE)


def test_what_was_made_for_a_cookie_is_kept_for_nobody(visit):
    visit(cookies="sessionid=1")

    assert visit().content == b"made 2 times"


def test_an_answer_that_sets_a_cookie_is_kept_for_nobody(visit):
    def with_a_cookie(response):
        response.set_cookie("sessionid", "1")
        return response

    first = visit(dressed=with_a_cookie)

    assert (first["Cache-Control"], visit().cookies) == (PRIVATE, {})


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/san-pham/drink/"},
        {"path": "/san-pham/?stars=5"},
        {"host": "thanh-hoa.example"},
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-Target": "results"},
    ],
    ids=["address", "question", "theme's host", "piece", "other piece"],
)
def test_another_language_question_theme_or_piece_is_another_page(visit, other):
    visit()

    assert visit(**other).content == b"made 2 times"


@pytest.mark.parametrize(
    "unshared",
    [
        {"path": "/gio-hang/"},
        {"method": "post"},
        {"dressed": lambda response: setattr(response, "status_code", 404) or response},
    ],
    ids=["basket", "post", "not found"],
)
def test_what_is_not_for_sharing_is_made_each_time(visit, unshared):
    visit(**unshared)

    assert visit(**unshared).content == b"made 2 times"


def test_a_stream_is_never_kept(rf):
    def stream(request):
        request.resolver_match = resolve("/san-pham/")
        return StreamingHttpResponse(iter([b"a", b"b"]))

    door = SharedPagesMiddleware(stream)

    assert [b"".join(door(rf.get("/")).streaming_content) for _ in range(2)] == [b"ab"] * 2


def test_every_shared_page_has_an_address(settings):
    assert settings.SHARED_PAGES - set(view_names(get_resolver())) == set()


@pytest.mark.django_db
def test_both_languages_of_a_page_are_shared_apart(client, site):
    pages = [client.get(path).content for path in ("/san-pham/", "/en/products/") * 2]

    assert (pages[0] == pages[2], pages[1] == pages[3], pages[0] == pages[1]) == (True, True, False)


@pytest.mark.django_db
def test_a_visitor_with_a_basket_sees_their_own_count_and_leaves_it_to_nobody(client, site):
    product = a_product(on_hand=9)
    before = client.get("/san-pham/").content
    client.post(reverse("basket:add", kwargs={"pk": product.pk}), {"quantity": 7})

    mine, others = client.get("/san-pham/"), Client().get("/san-pham/")

    assert (mine.content != before, others.content == before, mine["Cache-Control"]) == (True, True, PRIVATE)


@pytest.mark.django_db
def test_stars_that_lapse_at_midnight_are_gone_at_midnight(client, site, time_machine):
    product = a_product("Nước mắm", on_hand=9)
    last_day = product.current_certificate.valid_until
    time_machine.move_to(datetime.fromisoformat(f"{last_day} 23:59:59.500+07:00"), tick=False)
    page = product.get_absolute_url()
    before = client.get(page).content
    time_machine.move_to(datetime.fromisoformat(f"{last_day + timedelta(days=1)} 00:00:00+07:00"), tick=False)

    assert (b"4 sao" in before, b"4 sao" in client.get(page).content) == (True, False)


def view_names(resolver, spaces=()):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from view_names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif pattern.name:
            yield ":".join((*spaces, pattern.name))
