"""What editors say to the search, with what visitors looked for in vain beside it."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from catalogue.search.editing import synonyms
from catalogue.search.models import Miss, Pin, Synonym
from cms.records.tables import Table, ticked

MOST_MISSES = 20
REASON = Column("source", label=gettext_lazy("Source or reason"), accessor=lambda one: synonyms.reason(one.source))


class Misses(HelpPanel):
    """The commonest searches that found nothing, on the form where a word for them is written."""

    class BoundPanel(HelpPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            rows = [(miss.words, miss.count) for miss in Miss.objects.all()[:MOST_MISSES]]
            listed = format_html_join("", "<li>{} <small>× {}</small></li>", rows)
            self.content = format_html("<ul>{}</ul>", listed) if rows else _("Every search found something.")


class SynonymTable(Table):
    model = Synonym
    icon = "link"
    panels = ["words", "is_equal", "source", Misses(heading=gettext_lazy("Searched for in vain"))]
    list_display = ["words", ticked(Synonym, "is_equal"), REASON]
    list_filter = ["is_equal"]
    search_fields = ["words"]


class PinTable(Table):
    model = Pin
    icon = "pick"
    panels = ["words", "product", "position", "because", Misses(heading=gettext_lazy("Searched for in vain"))]
    list_display = ["words", "product", "position", "because"]
    search_fields = ["words"]


class MissTable(Table):
    model = Miss
    icon = "warning"
    # Written by the search alone.
    form_fields = ["words"]
    list_display = ["words", "count", "first_on", "last_on"]
    search_fields = ["words"]


class Searching(ModelViewSetGroup):
    menu_label = gettext_lazy("Search")
    menu_icon = "search"
    menu_order = 340
    items = (SynonymTable, PinTable, MissTable)
