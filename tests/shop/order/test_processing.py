import pytest
from django.urls import reverse
from oscar.apps.order import exceptions
from oscar.core.loading import get_class, get_model

from shop.order.models import Order
from shop.stock.models import Balance
from tests.factories import a_basket, a_member_of_staff, a_product
from tests.factories.ordering import submit_an_order

pytestmark = pytest.mark.django_db


def an_order():
    return submit_an_order(a_basket((a_product(on_hand=5), 2)))


def test_oscar_s_handler_changes_neither_status_nor_stock_nor_money():
    order = an_order()
    handler = get_class("order.processing", "EventHandler")()

    with pytest.raises(exceptions.InvalidShippingEvent):
        handler.handle_shipping_event(order, None, list(order.lines.all()), [2])
    with pytest.raises(exceptions.InvalidPaymentEvent):
        handler.handle_payment_event(order, None, 10)
    with pytest.raises(exceptions.InvalidOrderStatus):
        handler.handle_order_status_change(order, Order.CANCELLED)
    with pytest.raises(exceptions.InvalidShippingEvent):
        handler.cancel_stock_allocations(order)

    order.refresh_from_db()
    assert (order.status, Balance.objects.get().reserved) == (Order.CONFIRMED, 2)


def test_oscar_s_dashboard_cannot_ship_or_cancel_behind_our_back(client, site):
    order = an_order()
    record = order.lines.get().stockrecord
    before = (record.num_in_stock, record.num_allocated)
    shipped = get_model("order", "ShippingEventType").objects.create(name="Shipped")
    client.force_login(a_member_of_staff())
    line = str(order.lines.get().pk)
    forms = [
        {"line_action": "create_shipping_event", "shipping_event_type": shipped.code},
        {"order_action": "change_order_status", "new_status": Order.CANCELLED},
        {"line_action": "change_line_statuses", "new_status": "cancelled"},
    ]

    answers = [
        client.post(
            reverse("dashboard:order-detail", args=[order.number]),
            form | {"selected_line": [line], f"selected_line_qty_{line}": "2"},
        ).status_code
        for form in forms
    ]

    order.refresh_from_db()
    record.refresh_from_db()
    assert (answers, order.status, order.shipping_events.count()) == ([302] * 3, Order.CONFIRMED, 0)
    assert ((record.num_in_stock, record.num_allocated), Balance.objects.get().reserved) == (before, 2)
