"""What everybody sees of the fairs: when and where, who is there, and what still lies in each booth."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from catalogue.places.mapping import map_of, mark_of
from shop.fairs.models import Fair
from shop.fairs.public import showing, structured


class Index(ListView):
    request: Any
    template_name = "pages/fairs/index.html"
    paginate_by = 30

    def get_queryset(self):
        return Fair.objects.shown().select_related("ward__province").order_by("-ends_on", "name")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        at = now()
        told = [(fair, showing.said_of(fair, at)) for fair in context["object_list"]]
        marks = [mark_of(showing.Place(fair), said.words) for fair, said in told if not said.is_over]
        return context | {
            "coming": sorted((pair for pair in told if not pair[1].is_over), key=lambda pair: pair[0].starts_on),
            "over": [pair for pair in told if pair[1].is_over],
            "map": map_of(list(filter(None, marks))),
            "crumbs": [(reverse("home"), _("Home")), ("", _("Fairs"))],
        }


class Detail(DetailView):
    request: Any
    template_name = "pages/fairs/detail.html"
    context_object_name = "fair"

    def get_queryset(self):
        return Fair.objects.shown().select_related("ward__province")

    def get_context_data(self, **kwargs):
        fair, at = self.object, now()
        return super().get_context_data(**kwargs) | {
            "said": showing.said_of(fair, at),
            "booths": showing.booths(fair, strategy=self.request.strategy, day=localdate(at)),
            "structured": structured.fair_as_json_ld(fair, self.request),
            "map": map_of(list(filter(None, [mark_of(showing.Place(fair), fair.address)]))),
            "position": fair.position,
            "crumbs": [(reverse("home"), _("Home")), (reverse("fairs:index"), _("Fairs")), ("", fair.title)],
        }
