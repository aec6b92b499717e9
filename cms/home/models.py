from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.home.blocks import HomeBlocks
from cms.home.sections import filled


class HomePage(Page):
    """The front page of a site in one language."""

    body = StreamField(HomeBlocks(), verbose_name=_("parts"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    template = "pages/home/page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stories.StoryIndexPage", "tourism.TourismIndexPage", "pages.ContentPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"sections": filled(self.body, strategy=request.strategy, day=localdate())}
