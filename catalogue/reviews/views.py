"""All reviews of a product, page by page."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView

from catalogue import publishing
from catalogue.models import Product
from catalogue.reviews import shown
from catalogue.reviews.models import ProductReview


class Reviews(ListView):
    template_name = "pages/catalogue/reviews.html"
    context_object_name = "reviews"
    paginate_by = 20

    def dispatch(self, request, *args, product_slug, product_pk, **kwargs):
        self.product = Product.objects.filter(publishing.may_be_shown(), pk=product_pk, parent=None).first()
        if self.product is None:
            raise Http404
        if product_slug != self.product.slug:
            return redirect(shown.all_of(self.product), permanent=True)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return ProductReview.objects.shown_of(self.product)

    def get_context_data(self, **kwargs):
        crumbs = [
            (reverse("catalogue:index"), _("Products")),
            (self.product.get_absolute_url(), self.product.get_title()),
            ("", _("Reviews")),
        ]
        return super().get_context_data(**kwargs) | {
            "product": self.product,
            "summary": shown.summary_of(self.product),
            "crumbs": crumbs,
        }
