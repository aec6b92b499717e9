from django.apps import AppConfig


class WaitingConfig(AppConfig):
    name = "shop.waiting"
    verbose_name = "Waiting for goods"

    def ready(self):
        from django.db.models import Q

        from catalogue.pages import product as product_page
        from shop.account.privacy.holdings import Holding, hold, rows
        from shop.stock import projection
        from shop.waiting import beside, telling
        from shop.waiting.models import Waiting

        hold(
            Holding(
                "waiting",
                ("waiting.Waiting",),
                lambda user: rows(Waiting.objects.filter(user=user), "product", "email", "asked_at", "confirmed_at"),
                lambda user: Waiting.objects.filter(Q(user=user) | Q(email__iexact=user.email)).delete(),
            )
        )
        projection.followers.append(telling.stock_changed)
        product_page.more_context.append(beside.beside_product)
