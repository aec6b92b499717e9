"""Oscar's own pages around the catalogue: those that stay must open, those that are gone must lead somewhere."""

import pytest
from oscar.core.loading import get_class

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
        ("ProductCategoryView", lists.ToAllGoods),
    ],
)
def test_oscar_finds_our_views(name, ours):
    assert get_class("catalogue.views", name) is getattr(views, name)
    assert issubclass(getattr(views, name), ours)


@pytest.mark.parametrize("path", ["category/hai-san_7/", "ranges/qua-tet/"])
def test_what_oscar_sorts_goods_by_leads_to_the_list(client, path):
    assert client.get(f"/san-pham/{path}").url == "/san-pham/"


def test_reviews_of_a_product_open(client):
    product = a_product(on_hand=3)

    assert client.get(f"{product.get_absolute_url()}danh-gia/").status_code == 200
