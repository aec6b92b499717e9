"""A shared page shows nobody anything of another's, and nothing that is no longer true."""

from itertools import count

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_cache_control

from shop.web.sharing import PRIVATE, SharedPagesMiddleware


@pytest.fixture(autouse=True)
def _sharing(settings):
    settings.SHARES_PAGES = True


@pytest.fixture
def visit(rf):
    """Ask for a page that says how many times it was made."""
    made = count(1)

    def ask(path="/san-pham/", *, cookies="", method="get", shares=True, dressed=lambda response: response, **headers):
        def view(request):
            response = HttpResponse(f"made {next(made)} times")
            patch_cache_control(response, **({"public": True, "s_maxage": 2} if shares else {}))
            return dressed(response)

        request = getattr(rf, method)(path, HTTP_COOKIE=cookies, headers=headers)
        return SharedPagesMiddleware(view)(request)

    return ask


def test_a_page_is_made_once_for_everyone_without_a_cookie(visit):
    answers = [visit(), visit()]

    assert [answer.content for answer in answers] == [b"made 1 times"] * 2
    assert [answer["Cache-Control"] for answer in answers] == ["public, s-maxage=2"] * 2


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
        {"path": "/en/products/"},
        {"path": "/san-pham/?stars=5"},
        {"host": "thanh-hoa.example"},
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-Target": "results"},
    ],
    ids=["language", "question", "theme's host", "piece", "other piece"],
)
def test_another_language_question_theme_or_piece_is_another_page(visit, other):
    visit()

    assert visit(**other).content == b"made 2 times"


@pytest.mark.parametrize(
    "unshared",
    [
        {"shares": False},
        {"method": "post"},
        {"dressed": lambda response: setattr(response, "status_code", 404) or response},
    ],
    ids=["view says nothing", "post", "not found"],
)
def test_what_is_not_for_sharing_is_made_each_time(visit, unshared):
    visit(**unshared)

    assert visit(**unshared).content == b"made 2 times"


def test_a_stream_is_never_kept(rf):
    def stream(request):
        response = StreamingHttpResponse(iter([b"a", b"b"]))
        patch_cache_control(response, public=True, s_maxage=2)
        return response

    door = SharedPagesMiddleware(stream)

    assert [b"".join(door(rf.get("/")).streaming_content) for _ in range(2)] == [b"ab"] * 2
