from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page

from catalogue.search import ranking
from catalogue.search.question import SORTS
from themes.engine import BASE_THEME, installed_themes

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote"]


def theme_choices() -> list[tuple[str, str]]:
    return [(theme.slug, theme.name(get_language() or "vi")) for theme in installed_themes().values()]


@register_setting(icon="view")
class Look(BaseSiteSetting):
    """How one site is dressed."""

    theme = models.CharField(_("theme"), max_length=40, choices=theme_choices, default=BASE_THEME)

    panels = [FieldPanel("theme")]

    class Meta:
        verbose_name = _("look")

    def __str__(self):
        return f"{self.site} · {self.theme}"


class ContentPage(Page):
    """A page of plain words: rights and duties, delivery, returns and what else the law or a buyer asks for."""

    lead = models.CharField(_("in one sentence"), max_length=300, blank=True)
    body = RichTextField(_("text"), features=FEATURES)
    is_illustrative = models.BooleanField(
        _("illustrative"),
        default=False,
        help_text=_("Says above the text that the operator's own words must take its place."),
    )

    tells_ranking = models.BooleanField(
        _("tells the order of goods"),
        default=False,
        help_text=_("Under the text stand the rules by which the lists of goods are really sorted."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("tells_ranking"),
        FieldPanel("is_illustrative"),
    ]
    template = "pages/content/page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page of words")
        verbose_name_plural = _("pages of words")

    def get_context(self, request, *args, **kwargs):
        rules = {"rules": ranking.SENTENCES.values(), "sorts": SORTS.values()} if self.tells_ranking else {}
        return super().get_context(request, *args, **kwargs) | rules
