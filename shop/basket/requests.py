from catalogue.pages.cards import PricedRequest
from shop.basket.models import Basket


class ShopRequest(PricedRequest):
    """A request as our middleware hands it on: with the basket of whoever asks, as kept and with offers applied."""

    open_basket: Basket
    basket: Basket
