from django.urls import path
from oscar.apps.catalogue.reviews import apps


class CatalogueReviewsConfig(apps.CatalogueReviewsConfig):
    name = "catalogue.reviews"

    def ready(self):
        from catalogue.pages import product as product_page
        from catalogue.reviews.shown import beside_product

        product_page.more_context.append(beside_product)

    def get_urls(self):
        """Only the list: reviews are written from the page of an order, and nobody votes."""
        from catalogue.reviews.views import Reviews

        return self.post_process_urls([path("", Reviews.as_view(), name="reviews-list")])
