"""Oscar's own pages around the catalogue: those that stay must open, those that are gone must lead somewhere."""

import pytest
from oscar.core.loading import get_class, get_model

from catalogue import views
from catalogue.pages import list as lists
from catalogue.pages.product import ProductPage
from tests.factories import a_product


@pytest.fixture(autouse=True)
def _site(site):
    return site


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("ProductDetailView", ProductPage),
        ("CatalogueView", lists.ListPage),
        ("GroupView", lists.GroupPage),
        ("ProductCategoryView", lists.CategoryRedirect),
    ],
)
def test_oscar_finds_our_views(name, ours):
    assert get_class("catalogue.views", name) is getattr(views, name)
    assert issubclass(getattr(views, name), ours)


def test_an_oscar_category_leads_to_the_list(client):
    assert client.get("/san-pham/category/hai-san_7/").url == "/san-pham/"


def test_an_offer_and_its_range_open(client):
    product = a_product(on_hand=3)
    chosen = get_model("offer", "Range").objects.create(name="Quà Tết", slug="qua-tet", is_public=True)
    chosen.add_product(product)

    answers = [client.get(url).status_code for url in ("/uu-dai/", "/san-pham/ranges/qua-tet/", "/en/offers/")]

    assert answers == [200, 200, 200]


def test_reviews_of_a_product_open(client):
    product = a_product(on_hand=3)

    assert client.get(f"{product.get_absolute_url()}danh-gia/").status_code == 200
