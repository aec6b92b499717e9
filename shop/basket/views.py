"""Oscar looks for its basket's views here; the pages themselves are in `pages`."""

from shop.basket.pages import AddPage, BasketPage


class BasketView(BasketPage):
    pass


class BasketAddView(AddPage):
    pass
