from oscar.apps.offer import applicator

from shop.offer.models import Benefit

OF_SHIPPING = (Benefit.SHIPPING_PERCENTAGE, Benefit.SHIPPING_ABSOLUTE, Benefit.SHIPPING_FIXED_PRICE)


class Applicator(applicator.Applicator):
    """What an offer gives is what its lines got, to the dong. Each range is asked once about all of the basket."""

    def get_offers(self, basket, user=None, request=None):
        offers = super().get_offers(basket, user, request)
        return [offer for offer in offers if offer.benefit.type not in OF_SHIPPING]

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
