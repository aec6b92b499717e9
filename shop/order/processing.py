"""Overrides of Oscar's order.processing."""

from django.utils.translation import gettext as _
from oscar.apps.order import exceptions, processing


class EventHandler(processing.EventHandler):
    """Oscar's dashboard may look and write notes; statuses, stock and money change at our own desk alone."""

    def handle_shipping_event(self, order, event_type, lines, line_quantities, **kwargs):
        raise exceptions.InvalidShippingEvent(_("Parcels are packed and sent at the desk. Nothing was changed."))

    def handle_payment_event(self, order, event_type, amount, lines=None, line_quantities=None, **kwargs):
        raise exceptions.InvalidPaymentEvent(_("Payments and refunds are made at the desk. Nothing was changed."))

    def handle_order_status_change(self, order, new_status, note_msg=None):
        raise exceptions.InvalidOrderStatus(_("A status follows parcels and payment. Nothing was changed."))

    def consume_stock_allocations(self, order, lines=None, line_quantities=None):
        raise exceptions.InvalidShippingEvent(_("Goods leave the ledger when a parcel is sent. Nothing was changed."))

    cancel_stock_allocations = consume_stock_allocations
