from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "shop.complaints"
    verbose_name = "Complaints"

    def ready(self):
        from shop.account.privacy.holdings import Holding, hold
        from shop.complaints import keeping

        hold(Holding("complaints", ("complaints.Complaint",), keeping.tell, keeping.forget))
