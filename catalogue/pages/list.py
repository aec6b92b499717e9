"""The lists of goods: all of them, or one group."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import ListView, RedirectView

from catalogue.evaluation.models import CriteriaSet
from catalogue.pages.cards import cards_of
from catalogue.search import listing


class ListPage(ListView):
    request: Any
    template_name = "pages/catalogue/list.html"
    paginate_by = 24
    group = None

    def get_queryset(self):
        self.day = localdate()
        self.question = listing.Question.read(self.request.GET)
        if self.group:
            self.question = self.question.of_group(self.group)
        return listing.goods(self.question, self.day)

    def paginate_queryset(self, queryset, page_size):
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        question = self.question
        facets = listing.choices(question, self.day)
        if self.group:
            del facets["group"]
        chosen = [choice for choices in facets.values() for choice in choices if choice.is_chosen]
        return context | {
            "heading": CriteriaSet.Group(self.group).label if self.group else _("Products"),
            "question": question,
            "cards": cards_of(context["object_list"], strategy=self.request.strategy, day=self.day),
            "facets": [(listing.FACET_NAMES[name], choices) for name, choices in facets.items() if choices],
            "chosen": [(choice.label, self.without(choice)) for choice in chosen],
            "sorts": listing.SORTS.items(),
            "crumbs": self.crumbs(),
        }

    def without(self, choice) -> str:
        fewer = self.question.without(choice.facet, choice.value)
        return self.request.path + (fewer.of_group(None) if self.group else fewer).as_query()

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


class CategoryRedirect(RedirectView):
    """Goods are sorted by OCOP's groups, so an Oscar category has no page of its own."""

    pattern_name = "catalogue:index"

    def get_redirect_url(self, *args, **kwargs):
        return super().get_redirect_url()
