from catalogue.evaluation.models import CriteriaSet
from tests.factories import a_criteria_set, a_product


def test_certified_services_stand_here_and_nothing_else(planted, client):
    visits = a_criteria_set(number=26, group=CriteriaSet.Group.TOURISM)
    a_product("Một ngày ở làng Cửa Khe", criteria_set=visits)
    a_product("Chưa có sao", criteria_set=visits, stars=None)
    a_product("Nước mắm Cửa Khe")

    page = client.get("/du-lich/")

    assert [card.title for card in page.context["cards"]] == ["Một ngày ở làng Cửa Khe"]


def test_an_empty_index_says_what_to_do(planted, client):
    assert "No tour is open yet" in client.get("/en/tourism/").text
