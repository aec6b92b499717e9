from django.db.models import Prefetch
from django.utils.timezone import localdate
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from catalogue.models import Product
from shop.offer.rounding import whole_dong


class Basket(AbstractBasket):
    """Oscar asks for a certificate, a stock record and a producer line by line; here lines come with their gate."""

    def all_lines(self):
        """With what a sale asks of each, in three queries. Pictures are brought by the pages that show them."""
        if self.id is None:
            return self.lines.model.objects.none()
        if self._lines is None:  # type: ignore[has-type]
            goods = Prefetch("product", Product.objects.with_gate(localdate()))
            self._lines = self.lines.select_related("stockrecord__partner").prefetch_related(goods).order_by("pk")
        return self._lines

    @property
    def num_lines(self) -> int:
        """Whoever counts lines reads them next, so they are read, not counted."""
        return len(self.all_lines())


class Line(AbstractLine):
    def discount(self, discount_value, affected_quantity, incl_tax=True, offer=None):
        """Whole dong, and no more than is left of the price, however many offers meet on a line."""
        left = self.line_price_incl_tax - self.discount_value
        super().discount(min(whole_dong(discount_value), left), affected_quantity, incl_tax, offer)


from oscar.apps.basket.models import *  # noqa: E402, F403
