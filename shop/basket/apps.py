from django.urls import path
from oscar.apps.basket import apps

from shop.addresses import word


class BasketConfig(apps.BasketConfig):
    name = "shop.basket"

    def get_urls(self):
        # Oscar's "saved" baskets would go round our checks: they have no address.
        from shop.basket.pages import ChangePage, TakeOutPage
        from shop.basket.redeeming import GiveUpPage, RedeemPage

        return [
            path("", self.summary_view.as_view(), name="summary"),
            path(word("them/<int:pk>/", "add/<int:pk>/"), self.add_view.as_view(), name="add"),
            path(word("sua/<int:pk>/", "change/<int:pk>/"), ChangePage.as_view(), name="change"),
            path(word("bo-ra/<int:pk>/", "take-out/<int:pk>/"), TakeOutPage.as_view(), name="take-out"),
            path(word("ma-giam-gia/", "code/"), RedeemPage.as_view(), name="vouchers-add"),
            path(
                word("ma-giam-gia/<int:pk>/bo/", "code/<int:pk>/give-up/"), GiveUpPage.as_view(), name="vouchers-remove"
            ),
        ]
