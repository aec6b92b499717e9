from django.contrib.auth.decorators import login_required
from django.urls import path
from oscar.apps.customer import apps

from shop.addresses import word


class CustomerConfig(apps.CustomerConfig):
    """Oscar's customer app with our addresses, and only those that this market offers."""

    name = "oscar.apps.customer"

    def get_urls(self):
        from shop.account import addresses, orders, people

        open_to_all = [
            (word("dang-nhap/", "sign-in/"), people.SignIn, "login"),
            (word("dang-xuat/", "sign-out/"), self.logout_view, "logout"),
            (word("dang-ky/", "register/"), people.Register, "register"),
        ]
        private = [
            ("", self.summary_view, "summary"),
            (word("mat-khau/", "password/"), people.ChangePassword, "change-password"),
            (word("ho-so/", "profile/"), people.Profile, "profile-view"),
            (word("ho-so/sua/", "profile/edit/"), people.EditProfile, "profile-update"),
            (word("ho-so/xoa/", "profile/delete/"), people.DeleteAccount, "profile-delete"),
            (word("don-hang/", "orders/"), orders.Orders, "order-list"),
            (word("don-hang/<str:order_number>/", "orders/<str:order_number>/"), orders.ToOrder, "order"),
            (word("dia-chi/", "addresses/"), addresses.Addresses, "address-list"),
            (word("dia-chi/them/", "addresses/add/"), addresses.Add, "address-create"),
            (word("dia-chi/<int:pk>/", "addresses/<int:pk>/"), addresses.Edit, "address-detail"),
            (word("dia-chi/<int:pk>/xoa/", "addresses/<int:pk>/delete/"), addresses.Delete, "address-delete"),
            (word("dia-chi/<int:pk>/dung/", "addresses/<int:pk>/use/"), addresses.Use, "address-use"),
        ]
        return self.post_process_urls(
            [path(route, view.as_view(), name=name) for route, view, name in open_to_all]
            + [path(route, login_required(view.as_view()), name=name) for route, view, name in private]
        )
