"""The lists of goods: all of them, or one group."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import RedirectView, TemplateView

from catalogue.evaluation.models import CriteriaSet
from catalogue.models import Product
from catalogue.pages.cards import Card, cards_of
from catalogue.search import choosing, listing
from catalogue.search.editing import misses
from catalogue.search.protocol import Found
from catalogue.search.question import SORTS, Question

PER_PAGE = 24


class ListPage(TemplateView):
    request: Any
    template_name = "pages/catalogue/list.html"
    group: str | None = None

    def get(self, request, *args, **kwargs):
        self.day = localdate()
        self.question = Question.read(request.GET)
        if self.group:
            self.question = self.question.of_group(self.group)
        answer = self.render_to_response(self.get_context_data())
        if request.headers.get("HX-Request"):
            answer["HX-Push-Url"] = self.address(self.question)
        return answer

    def get_context_data(self, **kwargs):
        question, found, page = self.question, *self.found()
        offered = listing.facets(found, question)
        if self.group:
            offered = [facet for facet in offered if facet.name != "group"]
        meant = choosing.correct(question, found, day=self.day)
        if not found.count or found.is_near:
            misses.note(question)
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "question": question,
            "found": found,
            "cards": self.cards(found),
            "page_obj": page,
            "facets": [facet for facet in offered if facet.choices],
            "chosen": [(chip.label, self.address(chip.question_without)) for chip in listing.chips(question, offered)],
            "meant": meant and (meant.q, self.address(meant)),
            "sorts": SORTS.items(),
            "words_alone": self.address(Question(q=question.q)) if question.is_filtered and question.q else "",
            "groups": [(group, name) for group, name in CriteriaSet.Group.choices if group != self.group],
            "crumbs": self.crumbs(),
        }

    @property
    def heading(self) -> str:
        if self.group:
            return str(CriteriaSet.Group(self.group).label)
        return _("Search: “%(words)s”") % {"words": self.question.q} if self.question.q else _("Products")

    def found(self) -> tuple[Found, Any]:
        """The page asked for, or the nearest that there is."""
        asked = self.request.GET.get("page", "")
        number = int(asked) if asked.isdecimal() and asked.isascii() and 0 < len(asked) < 7 else 1
        found = choosing.find(self.question, day=self.day, page=max(1, number), per_page=PER_PAGE)
        page = Paginator(range(found.count), PER_PAGE).get_page(max(1, number))
        if page.number != max(1, number):
            found = choosing.find(self.question, day=self.day, page=page.number, per_page=PER_PAGE)
        return found, page

    def cards(self, found: Found) -> list[Card]:
        """What must no longer be shown is left out even where the engine has not heard of it yet."""
        shown = Product.objects.browsable().with_card(self.day).in_bulk(found.product_ids)
        goods = [shown[pk] for pk in found.product_ids if pk in shown]
        return cards_of(goods, strategy=self.request.strategy, day=self.day)

    def address(self, question: Question) -> str:
        return self.request.path + (question.of_group(None) if self.group else question).as_query()

    def crumbs(self):
        return [(reverse("home"), _("Home")), ("", _("Products"))]


class GroupPage(ListPage):
    """The same list, of one group."""

    @property
    def group(self):
        return self.kwargs["group"]

    def crumbs(self):
        here = CriteriaSet.Group(self.group).label
        return [(reverse("home"), _("Home")), (reverse("catalogue:index"), _("Products")), ("", here)]


class ToAllGoods(RedirectView):
    """Goods are sorted by OCOP's groups, so Oscar's categories and ranges have no page of their own."""

    pattern_name = "catalogue:index"

    def get_redirect_url(self, *args, **kwargs):
        return super().get_redirect_url()
