from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalogue.evaluation.models import CriteriaSet
from catalogue.models import Product
from catalogue.pages.cards import cards_of
from cms.pages.indexes import IndexPage


class TourismIndexPage(IndexPage):
    """Where villages and routes will stand; until then the certified services of community tourism."""

    template = "pages/tourism/index.html"

    class Meta:
        verbose_name = _("index of tourism")
        verbose_name_plural = _("indexes of tourism")

    def listed(self, request):
        day = localdate()
        services = Product.objects.browsable().certified_on(day).filter(criteria_set__group=CriteriaSet.Group.TOURISM)
        return services.order_by("title", "pk").with_facts(day).with_sizes()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        cards = cards_of(context["page_obj"].object_list, strategy=request.strategy, day=localdate())
        return context | {"cards": cards}
