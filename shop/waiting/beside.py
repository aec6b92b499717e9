"""What a product's page knows of this visitor's waiting: one question for whoever is signed in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from catalogue.models import Product
from shop.waiting.models import Waiting


@dataclass(frozen=True)
class Notice:
    """`waiting_for`: keys of products, sizes among them, that this account waits for."""

    email: str
    waiting_for: frozenset[int]


def beside_product(request: HttpRequest, product: Product) -> dict[str, Any]:
    user = request.user
    if not user.is_authenticated:
        return {"notice": Notice("", frozenset())}
    return {
        "notice": Notice(user.email, frozenset(Waiting.objects.filter(user=user).values_list("product", flat=True)))
    }
