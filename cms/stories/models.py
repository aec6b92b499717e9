from django.utils.translation import gettext_lazy as _

from catalogue.producers.models import Producer
from cms.pages.indexes import IndexPage


class StoryIndexPage(IndexPage):
    """Where stories stand. Until the first is written, makers who told of themselves in a few sentences."""

    template = "pages/stories/index.html"

    class Meta:
        verbose_name = _("index of stories")
        verbose_name_plural = _("indexes of stories")

    def listed(self, request):
        told = Producer.objects.verified().exclude(story_teaser="").select_related("ward__province")
        return told.order_by("name", "pk")
