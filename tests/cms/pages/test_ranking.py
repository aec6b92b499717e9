"""The order of goods is told from the rules that sort them, and the list leads there."""

import pytest
from django.utils.html import escape
from django.utils.translation import override

from catalogue.search import ranking
from cms.pages.models import ContentPage
from tests.factories import a_product


@pytest.mark.parametrize(
    ("language", "address", "goods"),
    [("vi", "/thu-tu-hien-thi/", "/san-pham/"), ("en", "/en/how-goods-are-ranked/", "/en/products/")],
)
def test_every_rule_that_sorts_is_told_where_the_list_leads(planted, client, language, address, goods):
    a_product()

    page = client.get(address)

    with override(language):
        rules = [escape(str(sentence)) for sentence in ranking.SENTENCES.values()]
    assert [rule in page.text for rule in rules] == [True] * len(rules)
    assert f'href="{address}"' in client.get(goods).text.split("<main")[1].split("<footer")[0]


def test_other_pages_of_words_tell_no_rules(planted, client):
    assert "rules" not in client.get("/giao-hang/").context


def test_without_the_page_the_list_leads_nowhere(planted, client):
    for page in ContentPage.objects.filter(slug__in=["thu-tu-hien-thi", "how-goods-are-ranked"]):
        page.delete()
    a_product()

    assert client.get("/san-pham/").context["ranking_url"]() == ""
