"""Oscar looks for its basket's views here; the pages themselves are in `pages`."""

from django.utils.decorators import method_decorator

from shop.basket.pages import AddPage, BasketPage
from shop.web.own_pages import from_our_own_pages


class BasketView(BasketPage):
    pass


@method_decorator(from_our_own_pages, name="dispatch")
class BasketAddView(AddPage):
    pass
