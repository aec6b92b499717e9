from django.contrib.auth.decorators import login_required
from django.urls import path
from oscar.apps.customer import apps

from shop.addresses import word


class CustomerConfig(apps.CustomerConfig):
    """Oscar's customer app with our addresses, and only those that this market offers."""

    name = "oscar.apps.customer"

    def ready(self):
        from shop.account import names

        super().ready()
        names.write_family_names_first()

    def get_urls(self):
        from shop.account import addresses, orders, people
        from shop.account.entering import by_code, by_passkey
        from shop.account.privacy import views as privacy

        open_to_all = [
            (word("dang-nhap/", "sign-in/"), people.SignIn, "login"),
            (word("dang-xuat/", "sign-out/"), self.logout_view, "logout"),
            (word("dang-ky/", "register/"), people.Register, "register"),
            (word("dang-nhap/ma/", "sign-in/code/"), by_code.AskCode, "code-ask"),
            (word("dang-nhap/ma/nhap/", "sign-in/code/enter/"), by_code.EnterCode, "code-enter"),
            (word("dang-nhap/khoa/hoi/", "sign-in/passkey/ask/"), by_passkey.AskToEnter, "passkey-ask"),
            (word("dang-nhap/khoa/", "sign-in/passkey/"), by_passkey.Enter, "passkey-enter"),
        ]
        private = [
            ("", self.summary_view, "summary"),
            (word("mat-khau/", "password/"), people.ChangePassword, "change-password"),
            (word("ho-so/", "profile/"), people.Profile, "profile-view"),
            (word("ho-so/sua/", "profile/edit/"), people.EditProfile, "profile-update"),
            (word("ho-so/xoa/", "profile/delete/"), privacy.Erase, "profile-delete"),
            (word("du-lieu/", "data/"), privacy.Own, "data"),
            (word("du-lieu/tai-ve/", "data/download/"), privacy.Export, "data-export"),
            (word("khoa/", "passkeys/"), by_passkey.Passkeys, "passkeys"),
            (word("khoa/hoi/", "passkeys/ask/"), by_passkey.AskToMake, "passkey-options"),
            (word("khoa/them/", "passkeys/add/"), by_passkey.Make, "passkey-add"),
            (word("khoa/<int:pk>/", "passkeys/<int:pk>/"), by_passkey.Rename, "passkey"),
            (word("khoa/<int:pk>/bo/", "passkeys/<int:pk>/remove/"), by_passkey.Remove, "passkey-remove"),
            (word("don-hang/", "orders/"), orders.Orders, "order-list"),
            (word("don-hang/nhan-ve/", "orders/claim/"), orders.Claim, "order-claim"),
            (
                word("don-hang/<str:order_number>/mua-lai/", "orders/<str:order_number>/again/"),
                orders.Again,
                "order-again",
            ),
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
