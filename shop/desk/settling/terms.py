"""The terms on which goods are sold for others: what holds, what is agreed anew, what ends."""

from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from shop.desk.frame import PER_PAGE, DeedForm, Desk
from shop.desk.settling.forms import AgreeForm, EndForm
from shop.settlement import agreeing
from shop.settlement.models import Terms


class TermsList(Desk, ListView):
    room, needs = "settlements", "sees_money"
    title = gettext_lazy("Terms")
    template_name = "pages/desk/terms.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        widest_first = F("producer__name").asc(nulls_first=True)
        return Terms.objects.select_related("producer").order_by(widest_first, "location_kind", "-valid_from", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"today": localdate()}


class Agree(DeedForm):
    room, needs = "settlements", "moves_money"
    title = gettext_lazy("New terms")
    form_class = AgreeForm
    action = gettext_lazy("They are agreed")
    intro = gettext_lazy(
        "The most specific terms hold: producer and kind of location before producer alone, that before the kind of "
        "location alone, that before everybody everywhere. What is sold already keeps the terms of its day."
    )

    def get_initial(self):
        return {"valid_from": localdate()}

    def get_back_url(self):
        return reverse("desk:terms")

    def do(self, form):
        terms = agreeing.agree(**form.agreed(), today=localdate())
        return _("From %(day)s on: %(terms)s.") % {"day": terms.valid_from.strftime("%d/%m/%Y"), "terms": terms}


class End(DeedForm):
    room, needs = "settlements", "moves_money"
    title = gettext_lazy("End these terms")
    form_class = EndForm
    action = gettext_lazy("End them")

    @cached_property
    def terms(self) -> Terms:
        return get_object_or_404(Terms.objects.select_related("producer"), pk=self.kwargs["pk"])

    def get_initial(self):
        return {"until": self.terms.valid_until or localdate()}

    def get_back_url(self):
        return reverse("desk:terms")

    def get_facts(self):
        kind = self.terms.get_location_kind_display() if self.terms.location_kind else _("Everywhere")
        return [(_("Terms"), str(self.terms)), (_("Where"), kind), (_("Contract"), self.terms.note)]

    def do(self, form):
        agreeing.end(terms=self.terms, until=form.cleaned_data["until"], today=localdate())
        return _("They hold up to that day.")
