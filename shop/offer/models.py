from collections.abc import Collection
from typing import Any

from oscar.apps.offer.abstract_models import AbstractBenefit, AbstractCondition, AbstractRange

from shop.offer.strong_drink import is_strong, without_strong


class OneRange:
    """Oscar makes a twin of each benefit and condition for every try, which would ask for its range anew."""

    range: Any
    range_id: int | None

    def proxy(self):
        twin = super().proxy()  # type: ignore[misc]  # Oscar's own, in the class beside this one
        if twin is not self and self.range_id:
            twin.range = self.range
        return twin


class Benefit(OneRange, AbstractBenefit):
    pass


class Condition(OneRange, AbstractCondition):
    pass


class Range(AbstractRange):
    """Goods that an offer is about. Strong drink is never among them, whatever a range says."""

    _seen: dict[int, bool] | None = None

    def look_at(self, product_ids: Collection[int]) -> None:
        """Find out in one query which of these it holds, instead of one by one."""
        held = set(self.all_products().filter(pk__in=product_ids).values_list("pk", flat=True))
        self._seen = {pk: pk in held for pk in product_ids}

    def contains_product(self, product) -> bool:
        if is_strong(product):
            return False
        seen = (self._seen or {}).get(product.pk)
        return super().contains_product(product) if seen is None else seen

    def all_products(self):
        return without_strong(super().all_products())


from oscar.apps.offer.models import *  # noqa: E402, F403
