from django.urls import path

from shop.addresses import word
from shop.wishlists import views

urlpatterns = [
    path(word("tai-khoan/yeu-thich/", "account/wishlist/"), views.Wishes.as_view(), name="wishlist"),
    path(word("tai-khoan/yeu-thich/<int:pk>/", "account/wishlist/<int:pk>/"), views.Wish.as_view(), name="wish"),
]
