from django.urls import path
from django.views.generic import RedirectView
from oscar.apps.catalogue.reviews import apps


class CatalogueReviewsConfig(apps.CatalogueReviewsConfig):
    name = "catalogue.reviews"

    def ready(self):
        from catalogue.pages import product as product_page
        from catalogue.reviews.shown import beside_product

        product_page.more_context.append(beside_product)

    def get_urls(self):
        """Nothing of Oscar's, only the way on from its list's address: reviews are written from an order's page."""
        moved = RedirectView.as_view(pattern_name="product_reviews", permanent=True, query_string=True)
        return self.post_process_urls([path("", moved, name="reviews-moved")])
