"""What every answer of the API has in common."""

import pytest
from django.core.cache import cache

from tests.factories import a_location

pytestmark = pytest.mark.django_db

LOCATIONS = "/api/v1/locations"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    cache.clear()


def test_a_refusal_is_a_problem_document_that_says_where_it_was_wrong(client):
    refused = client.get(LOCATIONS, {"near": "somewhere"})

    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert (refused.json()["title"], [error["at"] for error in refused.json()["errors"]]) == (
        "Unprocessable Entity",
        ["query.near"],
    )


def test_what_is_not_there_is_a_problem_document_too(client):
    missing = client.get("/api/v1/products/404404")

    assert (missing.status_code, missing["Content-Type"], missing.json()["status"]) == (
        404,
        "application/problem+json",
        404,
    )


def test_a_method_that_is_not_allowed_is_a_problem_document_too(client):
    refused = client.delete(LOCATIONS)

    assert (refused.status_code, refused["Content-Type"], refused["Allow"]) == (
        405,
        "application/problem+json",
        "GET, HEAD",
    )


def test_the_head_of_an_answer_is_that_of_the_whole_without_it(client):
    whole, head = client.get(LOCATIONS), client.head(LOCATIONS)

    said = ("ETag", "Content-Type", "Content-Length")
    assert (head.status_code, head.content) == (200, b"")
    assert [head[name] for name in said] == [whole[name] for name in said]


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    a_location(kind="market")
    first = client.get(LOCATIONS)

    again = client.get(LOCATIONS, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_an_answer_that_has_changed_is_sent(client):
    point = a_location(kind="market")
    first = client.get(LOCATIONS)
    point.name = "Quầy mới"
    point.save()

    again = client.get(LOCATIONS, headers={"If-None-Match": first["ETag"]})

    assert [told["name"] for told in again.json()["results"]] == ["Quầy mới"]


def test_how_many_more_questions_are_allowed_is_said(client, settings):
    settings.API_REQUESTS_A_MINUTE = 2

    answers = [client.get(LOCATIONS) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit"].split(";")[1] for answer in answers] == ["r=1", "r=0", "r=0"]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert answers[2]["Content-Type"] == "application/problem+json"


def test_one_caller_does_not_use_up_anothers_questions(client, settings):
    settings.API_REQUESTS_A_MINUTE = 1
    client.get(LOCATIONS, REMOTE_ADDR="192.0.2.1")

    other = client.get(LOCATIONS, REMOTE_ADDR="192.0.2.2")

    assert other.status_code == 200


@pytest.mark.parametrize(
    ("behind_proxy", "status"), [(True, 200), (False, 429)], ids=["by our proxy", "by the caller, who may lie"]
)
def test_a_forwarded_address_counts_only_where_our_proxy_wrote_it(client, settings, behind_proxy, status):
    settings.API_REQUESTS_A_MINUTE, settings.BEHIND_PROXY = 1, behind_proxy
    client.get(LOCATIONS, headers={"X-Forwarded-For": "192.0.2.1"})

    other = client.get(LOCATIONS, headers={"X-Forwarded-For": "192.0.2.2"})

    assert other.status_code == status


def test_nobody_is_given_a_cookie(client):
    assert client.get(LOCATIONS).cookies == {}


def test_another_site_may_read_where_the_operator_says_so(client, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://tourism.example"]

    welcome = client.get(LOCATIONS, headers={"Origin": "https://tourism.example"})
    stranger = client.get(LOCATIONS, headers={"Origin": "https://elsewhere.example"})

    assert (welcome["Access-Control-Allow-Origin"], "Access-Control-Allow-Origin" in stranger) == (
        "https://tourism.example",
        False,
    )
