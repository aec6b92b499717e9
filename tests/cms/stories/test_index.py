from tests.factories import a_producer


def test_makers_tell_until_stories_are_written(planted, client):
    a_producer("HTX Cửa Khe", story_teaser="Ba đời làm mắm.")
    a_producer("Chưa xác minh", story_teaser="Chưa được kể.", verification="applied", verified_at=None)

    page = client.get("/cau-chuyen/")

    assert [producer.name for producer in page.context["page_obj"]] == ["HTX Cửa Khe"]


def test_an_empty_index_says_what_to_do(planted, client):
    assert "Meet the producers in the meantime" in client.get("/en/stories/").text


def test_the_queries_do_not_grow_with_makers(planted, client, django_assert_max_num_queries):
    for number in range(20):
        a_producer(story_teaser=f"Chuyện {number}")
    client.get("/cau-chuyen/")

    with django_assert_max_num_queries(11):
        client.get("/cau-chuyen/")
