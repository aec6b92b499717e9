import pytest

from tests.factories import a_location

pytestmark = pytest.mark.django_db

LOCATIONS = "/api/v1/locations"
HOI_AN = {"latitude": 15.8801, "longitude": 108.3380}
HUE = {"latitude": 16.4637, "longitude": 107.5909}


def names(answer):
    return [point["name"] for point in answer.json()["results"]]


def test_the_nearest_point_comes_first_with_its_distance(client):
    a_location(name="Huế", kind="market", **HUE)
    a_location(name="Hội An", kind="market", **HOI_AN)
    a_location(name="Không rõ", kind="market")

    answer = client.get(LOCATIONS, {"near": "16.0678,108.2208"})

    assert names(answer) == ["Hội An", "Huế", "Không rõ"]
    distances = [point["distance_km"] for point in answer.json()["results"]]
    assert [distance and round(distance) for distance in distances] == [24, 80, None]


def test_a_place_that_does_not_sell_to_the_public_is_not_told(client):
    a_location(name="Kho", kind="warehouse")
    a_location(name="Đóng", kind="market", is_open=False)

    assert client.get(LOCATIONS).json() == {"count": 0, "results": []}


@pytest.mark.parametrize("near", ["", "16", "16,", "a,b", "91,108", "16,181", "16.07,108.22,3", "١٦,١٠٨", "nan,nan"])
def test_a_position_that_is_none_is_refused(client, near):
    assert client.get(LOCATIONS, {"near": near}).status_code == 422


def test_more_points_take_no_more_queries(client, django_assert_num_queries):
    a_location(kind="market")
    client.get(LOCATIONS)  # what every page remembers: the site and its look
    with django_assert_num_queries(2):
        client.get(LOCATIONS)
    for _ in range(5):
        a_location(kind="market")

    with django_assert_num_queries(2):
        client.get(LOCATIONS)
