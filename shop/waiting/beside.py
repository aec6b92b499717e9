"""What a product's page knows of this visitor's waiting: asked only where the page offers to wait."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest

from catalogue.models import Product
from shop.waiting.models import Waiting


@dataclass
class Notice:
    user: User | AnonymousUser

    @property
    def email(self) -> str:
        return self.user.email if self.user.is_authenticated else ""

    @cached_property
    def waiting_for(self) -> frozenset[int]:
        """Keys of products, sizes among them, that this account waits for."""
        if not self.user.is_authenticated:
            return frozenset()
        return frozenset(Waiting.objects.filter(user=self.user.pk).values_list("product", flat=True))


def beside_product(request: HttpRequest, product: Product) -> dict[str, Any]:
    return {"notice": Notice(request.user)}
