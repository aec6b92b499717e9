from django.core.paginator import Paginator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from catalogue.evaluation.models import CriteriaSet
from catalogue.models import Product
from catalogue.pages.cards import cards_of

PER_PAGE = 24


class TourismIndexPage(Page):
    """Where villages and routes will stand; until then the certified services of community tourism."""

    lead = models.CharField(_("in one sentence"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "pages/tourism/index.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("index of tourism")
        verbose_name_plural = _("indexes of tourism")

    def get_context(self, request, *args, **kwargs):
        day = localdate()
        services = Product.objects.browsable().certified_on(day).filter(criteria_set__group=CriteriaSet.Group.TOURISM)
        services = services.order_by("title", "pk").with_facts(day).with_sizes()
        page = Paginator(services, PER_PAGE).get_page(request.GET.get("page"))
        cards = cards_of(page.object_list, strategy=request.strategy, day=day)
        return super().get_context(request, *args, **kwargs) | {"page_obj": page, "cards": cards}
