"""The order's own page, for anyone who holds its link."""

from django.urls import path

from shop.checkout.order_page import views

urlpatterns = [
    path("<slug:number>/<slug:token>/", views.OrderPage.as_view(), name="order_status"),
    path("<slug:number>/<slug:token>/state/", views.OrderState.as_view(), name="order_state"),
    path("<slug:number>/<slug:token>/cancel/", views.CancelOrder.as_view(), name="order_cancel"),
    path("<slug:number>/<slug:token>/pay/", views.PayOrder.as_view(), name="order_pay"),
]
