"""Orders whose parcels are on their way, or have arrived."""

from django.utils.timezone import now

from shop.order.sending import shipping_out

from .shop import an_order


def a_sent_order(*products_and_quantities, tracking_number="VN123", before_sending=None, **facts):
    """`before_sending(order)`: e.g. pay for it."""
    order = an_order(*products_and_quantities, **facts)
    if before_sending:
        before_sending(order)
    for parcel in order.parcels.all():
        shipping_out.pack(parcel=parcel, at=now())
        shipping_out.dispatch(parcel=parcel, tracking_number=tracking_number, at=now())
    return order


def a_delivered_order(*products_and_quantities, **facts):
    order = a_sent_order(*products_and_quantities, **facts)
    for parcel in order.parcels.all():
        shipping_out.deliver(parcel=parcel, at=now())
    return order
