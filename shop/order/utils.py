"""Overrides of Oscar's order.utils."""

from oscar.apps.order import utils


class OrderCreator(utils.OrderCreator):
    """Oscar allocates on the stock record; our goods are held by `stock.reservations`."""

    def create_line_models(self, order, basket_line, extra_line_fields=None):
        return super().create_line_models(order, basket_line, {"num_allocated": 0} | (extra_line_fields or {}))

    def create_line_price_models(self, order, order_line, basket_line):
        """Nothing: a unit's share of a reduction is no whole number of dong. `amounts` tells what units are worth."""

    def update_stock_records(self, line):
        """Nothing: `StockRecord` is a projection that shop.stock alone writes."""
