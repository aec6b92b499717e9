"""Reductions, as the dashboard makes them."""

from datetime import timedelta
from itertools import count

from django.utils.timezone import now
from oscar.core.loading import get_model

number = count(1)


def an_offer(kind="Percentage", value=10, *, of=(), needs=1, by_code=False, **facts):
    """An offer on the products `of`, else on all, for a basket that holds `needs` of them."""
    n = next(number)
    goods = get_model("offer", "Range").objects.create(name=f"Hàng {n}", includes_all_products=not of)
    for product in of:
        goods.add_product(product)
    whole_basket = kind in ("Fixed price", *SHIPPING)
    return get_model("offer", "ConditionalOffer").objects.create(
        **{
            "name": f"Ưu đãi {n}",
            "offer_type": "Voucher" if by_code else "Site",
            "condition": get_model("offer", "Condition").objects.create(range=goods, type="Count", value=needs),
            "benefit": get_model("offer", "Benefit").objects.create(
                range=None if whole_basket else goods, type=kind, value=None if kind == "Multibuy" else value
            ),
        }
        | facts
    )


SHIPPING = ("Shipping percentage", "Shipping absolute", "Shipping fixed price")


def a_voucher(code="TET2027", kind="Percentage", value=10, *, usage="Multi-use", of=(), **facts):
    """A code, valid now, with its offer."""
    today = now()
    facts = {"start_datetime": today - timedelta(days=1), "end_datetime": today + timedelta(days=30)} | facts
    voucher = get_model("voucher", "Voucher").objects.create(name=f"Mã {code}", code=code, usage=usage, **facts)
    voucher.offers.add(an_offer(kind, value, of=of, by_code=True))
    return voucher
