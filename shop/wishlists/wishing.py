"""Wishing, and wishing no longer."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from oscar.apps.wishlists.models import Line, WishList

from catalogue import publishing
from catalogue.models import Product

GUESTS_WISH = "wish"


def wishes_of(user: User) -> QuerySet[Line]:
    return Line.objects.filter(wishlist__owner=user, product__isnull=False)


@transaction.atomic
def wish(*, user: User, product: Product) -> None:
    """Put it on the account's list, once. The account's row is locked, so that two presses make one list."""
    User.objects.select_for_update().get(pk=user.pk)
    wishlist = WishList.objects.filter(owner=user).order_by("pk").first() or WishList.objects.create(owner=user)
    wishlist.lines.get_or_create(product=product, defaults={"title": product.get_title()})


def wish_no_longer(*, user: User, product: Product) -> None:
    wishes_of(user).filter(product=product).delete()


def keep_the_guests_wish(*, request: HttpRequest | None, user: User, **kwargs) -> None:
    """What a guest wished before signing in stands on the list afterwards."""
    key = request.session.pop(GUESTS_WISH, None) if request else None
    product = key and Product.objects.filter(publishing.may_be_shown(), pk=key, parent=None).first()
    if product:
        wish(user=user, product=product)


def beside_product(request: HttpRequest, product: Product) -> dict[str, Any]:
    user = request.user
    return {"wishlist": {"holds": user.is_authenticated and wishes_of(user).filter(product=product.canonical).exists()}}
