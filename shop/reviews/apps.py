from django.apps import AppConfig


class BoughtReviewsConfig(AppConfig):
    name = "shop.reviews"
    label = "bought_reviews"
    verbose_name = "Reviews by buyers"

    def ready(self):
        from shop.account.privacy.holdings import Holding, hold
        from shop.reviews import keeping

        models = ("reviews.ProductReview", "reviews.Vote")
        hold(Holding("reviews", models, keeping.tell, keeping.forget))
