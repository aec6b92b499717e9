"""The page of one product. Prices, stock and shelves come from `request.strategy`."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from catalogue import publishing
from catalogue.evaluation.models import CriteriaSet
from catalogue.labelling.facts import facts_of
from catalogue.models import Product
from catalogue.pages import related, structured
from catalogue.pages.cards import cards_of
from catalogue.pictures.shown import drawing_of, pictures_of

# What upper rooms lay beside a product (`reviews`, `wishlist`, `notice`); each fills it in AppConfig.ready.
more_context: list[Callable[[HttpRequest, Product], dict[str, Any]]] = []
# What they ask before a product is shown (the shopper's age): the first answer given takes the page's place.
doors: list[Callable[[HttpRequest, Product], HttpResponse | None]] = []


class ProductPage(DetailView):
    """A product; for a product in several sizes, the page of the parent with one size chosen (`?size=<pk>`)."""

    request: Any
    template_name = "pages/catalogue/product.html"
    context_object_name = "product"

    def get(self, request, *args, **kwargs):
        self.day = localdate()
        self.object = product = self.get_object()
        if product.parent_id:
            return redirect(f"{product.parent.get_absolute_url()}?size={product.pk}", permanent=True)
        if request.path != product.get_absolute_url():
            return redirect(product, permanent=True)
        if answer := next(filter(None, (door(request, product) for door in doors)), None):
            return answer
        return self.render_to_response(self.get_context_data())

    def get_object(self):
        """The product, and in the same stroke the goods beside it."""
        pk = int(self.kwargs["pk"])
        found = Product.objects.with_card(self.day).select_related("producer__ward__province")
        beside = Q(publishing.has_a_page(), pk__in=related.neighbours_of(pk))
        goods = {product.pk: product for product in found.filter(Q(pk=pk) | beside)}
        product = goods.pop(pk, None)
        if product is None or not (self.request.user.is_staff or publishing.is_shown(product)):
            raise Http404
        self.beside = [other for other in goods.values() if publishing.sale_refusal(other, self.day) is None]
        return product

    def get_context_data(self, **kwargs):
        product, strategy = self.object, self.request.strategy
        sizes = list(product.get_public_children()) if product.is_parent else []
        chosen = self._chosen(sizes) or product
        info = strategy.fetch_for_product(chosen)
        shelves = strategy.shelves_of(chosen, at=now())
        certificate = product.certificate_on(self.day)
        latest = product.latest_certificate
        refusal = publishing.sale_refusal(chosen, self.day)
        # Where the gate refuses, counters refuse too; only strong alcohol is still sold by hand.
        places = shelves.places if refusal in (None, publishing.Refusal.CONTACT_ONLY) else []
        same_maker, same_place = related.parted(product, self.beside)
        more = {name: value for each in more_context for name, value in each(self.request, product).items()}
        crumbs = self.crumbs()
        pictures = pictures_of(chosen)
        return (
            super().get_context_data(**kwargs)
            | more
            | {
                "chosen": chosen,
                "sizes": [(size, strategy.fetch_for_product(size)) for size in sizes],
                "info": info,
                "refusal": refusal,
                "certificate": certificate or latest,
                "certificate_state": _state(certificate or latest, self.day),
                "stars": certificate and certificate.stars,
                "certificate_ends": _last_day(certificate or latest, self.day),
                "shelves": shelves,
                "places": [_place(place) for place in places],
                "places_url": "#noi-ban" if places else "",
                "carriage": strategy.carriage_of(chosen, sources=shelves.sources) if not refusal else None,
                "facts": facts_of(chosen, lot=shelves.lot),
                "pictures": pictures or (drawing_of(chosen),),
                "shared_picture": pictures and self.request.build_absolute_uri(pictures[0]["large"]),
                "same_maker": cards_of(same_maker, strategy=strategy, day=self.day),
                "same_place": cards_of(same_place, strategy=strategy, day=self.day),
                "structured": structured.product_page(
                    chosen, None if refusal else info, crumbs=crumbs, reviews=more.get("reviews"), request=self.request
                ),
                "crumbs": crumbs,
            }
        )

    def _chosen(self, sizes):
        asked = self.request.GET.get("size", "")
        named = next((size for size in sizes if str(size.pk) == asked), None)
        buyable = (
            size for size in sizes if self.request.strategy.fetch_for_product(size).availability.is_available_to_buy
        )
        return named or next(buyable, None) or next(iter(sizes), None)

    def crumbs(self):
        crumbs: list[tuple[str, Any]] = [(reverse("catalogue:index"), _("Products"))]
        if self.object.criteria_set:
            group = self.object.criteria_set.group
            crumbs.append((reverse("catalogue:group", kwargs={"group": group}), CriteriaSet.Group(group).label))
        return [*crumbs, ("", self.object.get_title())]


def _state(certificate, day) -> str:
    return certificate.state_on(day) if certificate else "none"


def _last_day(certificate, day):
    """The day of the slip: when it ends, or the day on which it was withdrawn."""
    if certificate is None:
        return None
    is_revoked = certificate.state_on(day) == certificate.State.REVOKED
    return certificate.revoked_on if is_revoked else certificate.valid_until


def _place(place) -> dict:
    return {
        "name": place.name,
        "url": place.url,
        "line": place.line,
        "hours": place.hours,
        "is_open": place.is_open,
        "stock": _("%(n)d here") % {"n": place.units},
    }
