"""Oscar looks for its catalogue's views here; the pages themselves are in `pages`."""

from catalogue.pages.list import GroupPage, ListPage, ToAllGoods
from catalogue.pages.product import ProductPage


class ProductDetailView(ProductPage):
    pass


class CatalogueView(ListPage):
    pass


class GroupView(GroupPage):
    pass


class ProductCategoryView(ToAllGoods):
    pass
