from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

PER_PAGE = 24


class IndexPage(Page):
    """One of a kind below a home: a sentence, then a list in pages. `listed` says of what, in a fixed order."""

    lead = models.CharField(_("in one sentence"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def listed(self, request) -> models.QuerySet:
        raise NotImplementedError

    def get_context(self, request, *args, **kwargs):
        page = Paginator(self.listed(request), PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"page_obj": page}
