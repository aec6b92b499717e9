from oscar.core.loading import get_model

from .catalogue import a_product
from .shop import a_shelf


def a_product_in_sizes(*prices, on_hand=4, stars=4, **facts):
    """A certified parent and its sizes, 250 ml, 500 ml, … at these prices: `(parent, [size, …])`."""
    parent = a_product("Mật ong Trà Linh", stars=stars, structure="parent", **facts)
    record = parent.stockrecords.get()
    sizes = []
    for n, price in enumerate(prices, start=1):
        size = type(parent).objects.create(
            parent=parent, structure="child", net_quantity=250 * n, net_unit="ml", weight_g=400 * n
        )
        get_model("partner", "StockRecord").objects.create(
            product=size, partner=record.partner, partner_sku=f"SP{size.pk:05d}", price_currency="VND", price=price
        )
        if on_hand:
            a_shelf(size, on_hand=on_hand)
        sizes.append(size)
    record.delete()
    return parent, sizes
