from django.urls import path

from shop.addresses import word
from shop.waiting import views

urlpatterns = [
    path(word("cho-hang/<int:pk>/", "back-in-stock/<int:pk>/"), views.Ask.as_view(), name="waiting_ask"),
    path(
        word("cho-hang/thu/<str:token>/", "back-in-stock/letter/<str:token>/"),
        views.Letter.as_view(),
        name="waiting_letter",
    ),
    path(word("tai-khoan/cho-hang/", "account/back-in-stock/"), views.OfAccount.as_view(), name="account_waiting"),
    path(
        word("tai-khoan/cho-hang/<int:pk>/thoi/", "account/back-in-stock/<int:pk>/leave/"),
        views.Leave.as_view(),
        name="waiting_leave",
    ),
]
