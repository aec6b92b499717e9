from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "shop.settlement"
    verbose_name = "Settlement"

    def ready(self):
        from shop.order import following
        from shop.pos import following as counters
        from shop.settlement import audit, counter, web
        from shop.settlement.models import Accrual
        from shop.stock.audit import invariants

        following.followers.append(web.follow)
        counters.after_sales.append(counter.after_sales)
        counters.after_refunds.append(counter.after_refunds)
        audit.sources.append((Accrual.Channel.COUNTER, counter.counter_sales))
        invariants.extend(audit.INVARIANTS)
