"""Fairs: the list, one with its booths and figures, made, changed, closed, reported."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView, View

from shop.desk.access import Door
from shop.desk.fairs import bars
from shop.desk.fairs.forms import FairForm, InviteForm
from shop.desk.frame import PER_PAGE, DeedForm, Desk, Press
from shop.fairs import ending, inviting, papers, sheets
from shop.fairs.models import Booth, Fair


class FairList(Desk, ListView):
    room, needs = "fairs", "sees_goods"
    title = gettext_lazy("Fairs")
    template_name = "pages/desk/fairs.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        return (
            self.reach.fairs().select_related("ward").annotate(booth_count=Count("booths")).order_by("-starts_on", "pk")
        )


class FairPage(Desk, DetailView):
    room, needs = "fairs", "sees_goods"
    template_name = "pages/desk/fair.html"
    context_object_name = "fair"

    def get_title(self):
        return self.object.title

    def get_queryset(self):
        return self.reach.fairs().select_related("ward__province")

    def get_context_data(self, **kwargs):
        mine = self.reach.booths().filter(fair=self.object)
        booths = list(mine.select_related("producer", "location").order_by("number", "pk"))
        earned = sheets.money(booths)
        return super().get_context_data(**kwargs) | {
            "booths": [(booth, _progress(booth)) for booth in booths],
            "most": len(Booth.WAY) - 1,
            "earned": earned,
            "titles": {booth.pk: booth.title for booth in booths},
            "bars": bars.of([(f"{booth.number} {booth.holder}", _gross(booth, earned)) for booth in booths]),
            "statements": self.reach.statements().filter(fair=self.object).select_related("producer"),
        }


class FairForms(DeedForm):
    room, needs = "fairs", "runs_fairs"

    @cached_property
    def fair(self) -> Fair:
        return get_object_or_404(self.reach.fairs().select_related("ward__province"), pk=self.kwargs["pk"])

    def get_back_url(self):
        return reverse("desk:fair", args=[self.fair.pk])


class MakeFair(DeedForm):
    room, needs = "fairs", "runs_fairs"
    title = gettext_lazy("A new fair")
    form_class = FairForm
    action = gettext_lazy("Make the fair")

    def do(self, form):
        self.fair = form.save()
        return _("%(fair)s is made. Invite who is to come.") % {"fair": self.fair}

    def get_success_url(self):
        return reverse("desk:fair", args=[self.fair.pk])


class EditFair(FairForms):
    form_class = FairForm

    def get_title(self):
        return self.fair.title

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.fair}

    def do(self, form):
        form.save()
        return _("It is saved.")


class Invite(FairForms):
    form_class = InviteForm
    action = gettext_lazy("Invite")

    def get_title(self):
        return _("A booth at %(fair)s") % {"fair": self.fair}

    def get_initial(self):
        return {"fee": self.fair.booth_fee}

    def do(self, form):
        booth = inviting.invite(fair=self.fair, **form.cleaned_data, at=now(), actor=self.request.user)
        return _("%(holder)s is invited.") % {"holder": booth.holder}


class CloseFair(Press):
    needs = "runs_fairs"

    @cached_property
    def fair(self) -> Fair:
        return get_object_or_404(self.reach.fairs(), pk=self.kwargs["pk"])

    def do(self):
        statements = ending.close(fair=self.fair, at=now(), actor=self.request.user)
        return _("The fair is closed, with %(n)d statements.") % {"n": len(statements)}

    def get_success_url(self):
        return reverse("desk:fair", args=[self.fair.pk])


class Report(Door, View):
    needs = "runs_fairs"
    http_method_names = ["get"]

    def get(self, request, pk: int) -> HttpResponse:
        fair = get_object_or_404(self.reach.fairs().select_related("ward"), pk=pk)
        return HttpResponse(
            papers.report(fair),
            content_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{fair.slug}.pdf"'},
        )


def _progress(booth: Booth) -> int:
    return Booth.WAY.index(booth.state) if booth.state in Booth.WAY else 0


def _gross(booth: Booth, earned: list[sheets.Earned]) -> int:
    return sum(each.gross for each in earned if each.booth_id == booth.pk)
