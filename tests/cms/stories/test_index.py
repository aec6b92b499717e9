from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import a_producer


def test_makers_tell_until_stories_are_written(planted, client):
    a_producer("HTX Cửa Khe", story_teaser="Ba đời làm mắm.")
    a_producer("Chưa xác minh", story_teaser="Chưa được kể.", verification="applied", verified_at=None)

    page = client.get("/cau-chuyen/")

    assert [producer.name for producer in page.context["page_obj"]] == ["HTX Cửa Khe"]


def test_an_empty_index_says_what_to_do(planted, client):
    assert "Meet the producers in the meantime" in client.get("/en/stories/").text


def cost(client) -> int:
    client.get("/cau-chuyen/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/cau-chuyen/")
    return len(asked)


def test_one_maker_and_many_cost_the_same_queries(planted, client, settings):
    settings.SHARED_SECONDS = 0
    a_producer(story_teaser="Chuyện đầu")
    for_one = cost(client)
    for number in range(20):
        a_producer(story_teaser=f"Chuyện {number}")

    assert cost(client) == for_one
