from itertools import count

from django.contrib.auth import get_user_model
from django.utils.timezone import now
from oscar.core.loading import get_class, get_model

from shop.locations.models import Assignment, Location
from shop.stock import ledger
from shop.stock.models import Balance

from .catalogue import a_lot, a_ward

number = count(1)


def a_location(name=None, **facts) -> Location:
    n = next(number)
    facts = {
        "name": name or f"Kho {n}",
        "slug": f"kho-{n}",
        "kind": Location.Kind.WAREHOUSE,
        "sells_online": True,
    } | facts
    facts.setdefault("ward", a_ward())
    return Location.objects.create(**facts)


def a_shelf(product, *, on_hand, location=None, lot=None, expires_on=None, safety=0) -> Balance:
    """Units of a lot received at a location, through the ledger."""
    location = location or Location.objects.selling_online().first() or a_location()
    lot = lot or a_lot(product, expires_on=expires_on)
    if on_hand:
        ledger.receive(
            lot=lot, location=location, quantity=on_hand, source_key=f"test:receive:{next(number)}", at=now()
        )
    balance = Balance.objects.get_or_create(location=location, lot=lot)[0]
    if safety:
        Balance.objects.filter(pk=balance.pk).update(safety=safety)
        balance.refresh_from_db()
    return balance


def a_shopper(email=None, **facts):
    n = next(number)
    return get_user_model().objects.create_user(
        username=f"nguoi-mua-{n}", email=email or f"nguoi-mua-{n}@example.com", password="mat-khau-1", **facts
    )


def a_member_of_staff(*, location=None, role=Assignment.Role.STAFF, **facts):
    """A person assigned to a location, who opens the desk alone; without one, an administrator."""
    n = next(number)
    user = get_user_model().objects.create_user(
        username=f"nhan-vien-{n}",
        email=f"nhan-vien-{n}@example.com",
        password="mat-khau-1",
        is_staff=location is None,
        is_superuser=location is None,
        **facts,
    )
    if location:
        Assignment.objects.create(location=location, user=user, role=role)
    return user


def a_basket(*products_and_quantities, owner=None):
    """`a_basket((product, 2), (other, 1))`"""
    basket = get_model("basket", "Basket").objects.create(owner=owner)
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    for product, quantity in products_and_quantities:
        basket.add_product(product, quantity)
    return basket


def an_order(*products_and_quantities, **facts):
    """A placed order, through checkout's own deed; see tests/factories/ordering.py for its arguments."""
    from .ordering import submit_an_order

    return submit_an_order(a_basket(*products_and_quantities), **facts)
