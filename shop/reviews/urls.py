"""Reviews are written from the page of an order; an account has its own together."""

from django.urls import path

from shop.addresses import word
from shop.reviews import views

ORDER = "<slug:number>/<slug:token>/"
urlpatterns = [
    path(word(f"don-hang/{ORDER}danh-gia/", f"orders/{ORDER}reviews/"), views.OfOrder.as_view(), name="review_order"),
    path(
        word(f"don-hang/{ORDER}danh-gia/<int:line>/", f"orders/{ORDER}reviews/<int:line>/"),
        views.Write.as_view(),
        name="review_write",
    ),
    path(word("tai-khoan/danh-gia/", "account/reviews/"), views.OfAccount.as_view(), name="account_reviews"),
]
