from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "shop.settlement"
    verbose_name = "Settlement"

    def ready(self):
        from shop.order import following
        from shop.settlement import audit, web
        from shop.stock.audit import invariants

        following.followers.append(web.follow)
        invariants.extend(audit.INVARIANTS)
