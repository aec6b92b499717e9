from django.apps import AppConfig


class WaitingConfig(AppConfig):
    name = "shop.waiting"
    verbose_name = "Waiting for goods"

    def ready(self):
        from catalogue.pages import product as product_page
        from shop.stock import projection
        from shop.waiting import beside, telling

        projection.followers.append(telling.stock_changed)
        product_page.more_context.append(beside.beside_product)
