from django.db.models import Prefetch, prefetch_related_objects
from oscar.apps.offer import applicator
from oscar.core.loading import get_model

from shop.offer.models import Benefit

ConditionalOffer = get_model("offer", "ConditionalOffer")
OF_SHIPPING = (Benefit.SHIPPING_PERCENTAGE, Benefit.SHIPPING_ABSOLUTE, Benefit.SHIPPING_FIXED_PRICE)


def codes_in(basket) -> list:
    """A basket's codes with their offers: read once, until one is added or removed."""
    if basket.id is None:
        return []
    offers = ConditionalOffer.objects.select_related("condition__range", "benefit__range")
    prefetch_related_objects([basket], Prefetch("vouchers__offers", offers))
    return list(basket.vouchers.all())


class Applicator(applicator.Applicator):
    """What an offer gives is what its lines got, to the dong. Each range is asked once about all of the basket."""

    def get_offers(self, basket, user=None, request=None):
        offers = super().get_offers(basket, user, request)
        return [offer for offer in offers if offer.benefit.type not in OF_SHIPPING]

    def get_basket_offers(self, basket, user):
        codes_in(basket)
        return super().get_basket_offers(basket, user)

    def get_site_offers(self):
        return super().get_site_offers().select_related("condition__range", "benefit__range")

    def apply_offers(self, basket, offers):
        products = [line.product_id for line in basket.all_lines()]
        for offer in offers:
            for asking in (offer.condition, offer.benefit):
                if asking.range:
                    asking.range.look_at(products)
        super().apply_offers(basket, offers)
        for application in basket.offer_applications:
            application["discount"] = sum(
                given.amount
                for line in basket.all_lines()
                for given in line.discounts
                if given.offer == application["offer"]
            )
