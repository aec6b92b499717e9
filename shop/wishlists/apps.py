from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "shop.wishlists"
    label = "wishes"
    verbose_name = "Wishes"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from catalogue.pages import product as product_page
        from shop.account.privacy.holdings import Holding, hold, rows
        from shop.wishlists import wishing

        hold(
            Holding(
                "wishes",
                ("wishlists.WishList", "wishlists.WishListSharedEmail"),
                lambda user: rows(wishing.wishes_of(user).select_related("product"), "title"),
                lambda user: None,
            )
        )
        product_page.more_context.append(wishing.beside_product)
        user_logged_in.connect(wishing.keep_the_guests_wish)
