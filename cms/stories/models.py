from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from catalogue.producers.models import Producer

PER_PAGE = 24


class StoryIndexPage(Page):
    """Where stories stand. Until the first is written, makers who told of themselves in a few sentences."""

    lead = models.CharField(_("in one sentence"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "pages/stories/index.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("index of stories")
        verbose_name_plural = _("indexes of stories")

    def get_context(self, request, *args, **kwargs):
        told = Producer.objects.verified().exclude(story_teaser="").select_related("ward__province")
        page = Paginator(told.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"page_obj": page}
