"""The order's own page, for anyone who holds its link."""

from django.urls import path

from shop.checkout import order_page

urlpatterns = [
    path("<slug:number>/<slug:token>/", order_page.OrderPage.as_view(), name="order_status"),
    path("<slug:number>/<slug:token>/state/", order_page.OrderState.as_view(), name="order_state"),
    path("<slug:number>/<slug:token>/cancel/", order_page.CancelOrder.as_view(), name="order_cancel"),
    path("<slug:number>/<slug:token>/pay/", order_page.PayOrder.as_view(), name="order_pay"),
]
