"""An offer's own page: its goods as a shopper may buy them today."""

from django.http import Http404
from django.utils.timezone import localdate
from oscar.apps.offer import views
from oscar.core.loading import get_model

from catalogue.pages.cards import cards_of
from catalogue.pages.list import ToAllGoods

ConditionalOffer = get_model("offer", "ConditionalOffer")


class OfferListView(views.OfferListView):
    pass


class OfferDetailView(views.OfferDetailView):
    """Of offers for all; what a code gives is told to whoever has the code."""

    def get_queryset(self):
        if self.offer.offer_type != ConditionalOffer.SITE:
            raise Http404
        self.day = localdate()
        goods = super().get_queryset().browsable().promotable().sellable_on(self.day)
        return goods.with_card(self.day).order_by("folded", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"cards": cards_of(context["products"], strategy=self.request.strategy, day=self.day)}


class RangeDetailView(ToAllGoods):
    pass
