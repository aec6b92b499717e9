from django.urls import path
from oscar.apps.checkout import apps

from shop.addresses import word


class CheckoutConfig(apps.CheckoutConfig):
    """Oscar's checkout asks for money before there is an order, so none of its views is in use."""

    name = "shop.checkout"

    def ready(self):
        from catalogue.pages import product
        from shop.checkout import gate
        from shop.checkout.order_page import paying
        from shop.order import letters

        letters.more_context[letters.RECEIVED] = [paying.how_to_pay]
        product.doors.append(gate.ask_age)

    def get_urls(self):
        from shop.checkout.gate import AgePage
        from shop.checkout.steps import pages
        from shop.web.own_pages import from_our_own_pages

        urls = [
            path("", pages.DeliveryPage.as_view(), name="index"),
            path(word("xac-nhan/", "review/"), pages.ReviewPage.as_view(), name="review"),
            path(word("tuoi/", "age/"), from_our_own_pages(AgePage.as_view()), name="age"),
        ]
        return self.post_process_urls(urls)
