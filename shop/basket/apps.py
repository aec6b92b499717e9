from django.urls import path
from oscar.apps.basket import apps

from shop.addresses import word


class BasketConfig(apps.BasketConfig):
    name = "shop.basket"

    def get_urls(self):
        from shop.basket.pages import ChangePage, TakeOutPage

        return [
            path("", self.summary_view.as_view(), name="summary"),
            path(word("them/<int:pk>/", "add/<int:pk>/"), self.add_view.as_view(), name="add"),
            path(word("sua/<int:pk>/", "change/<int:pk>/"), ChangePage.as_view(), name="change"),
            path(word("bo-ra/<int:pk>/", "take-out/<int:pk>/"), TakeOutPage.as_view(), name="take-out"),
            # Oscar's voucher forms stay; its "saved" baskets would go round our checks.
            path("vouchers/add/", self.add_voucher_view.as_view(), name="vouchers-add"),
            path("vouchers/<int:pk>/remove/", self.remove_voucher_view.as_view(), name="vouchers-remove"),
        ]
