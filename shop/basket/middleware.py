"""Overrides of Oscar's basket.middleware."""

from functools import partial

from django.utils.functional import SimpleLazyObject
from oscar.apps.basket import middleware


class BasketMiddleware(middleware.BasketMiddleware):
    """`request.open_basket` is the basket as it is kept; `request.basket` is the same one with offers applied.

    Both are read when first asked for: who changes a basket, or orders it, pays for no offers here.
    """

    def __call__(self, request):
        request.open_basket = SimpleLazyObject(partial(self.get_basket, request))
        return super().__call__(request)

    def get_basket(self, request):
        basket = super().get_basket(request)
        basket.strategy = request.strategy
        return basket

    def process_response(self, request, response):
        if request._basket_cache is not None:
            request.basket = request._basket_cache
        return super().process_response(request, response)
