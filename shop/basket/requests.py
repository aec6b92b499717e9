from catalogue.pages.cards import PricedRequest
from shop.basket.models import Basket


class ShopRequest(PricedRequest):
    """A request as Oscar's middleware hands it on: with the basket of whoever asks."""

    basket: Basket
