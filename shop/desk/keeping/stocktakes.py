"""Counting a location's shelves: begin, write down blind, look at the differences, believe them."""

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from shop.desk.access import Door
from shop.desk.forms.stocktakes import BeginForm, ExplainForm, SheetForm
from shop.desk.frame import PER_PAGE, DeedForm, Desk, Press, Unfinished
from shop.stocktaking import deeds, differences
from shop.stocktaking.models import Stocktake


class StocktakeList(Desk, ListView):
    room, needs = "shelves", "sees_goods"
    title = gettext_lazy("Stocktakes")
    template_name = "pages/desk/stocktakes.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        takes = self.reach.stocktakes().select_related("location", "opened_by", "ended_by")
        return takes.annotate(counted=Count("lines")).order_by("-opened_at", "-pk")


class Begin(DeedForm):
    room, needs = "shelves", "moves_goods"
    title = gettext_lazy("Begin a stocktake")
    form_class = BeginForm
    action = gettext_lazy("Begin counting")
    intro = gettext_lazy(
        "Go along the shelves and write down what you see. You are not told what is expected before you have counted. "
        "Selling may go on meanwhile."
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"locations": self.reach.locations_in_hand().filter(is_open=True)}

    def get_back_url(self):
        return reverse("desk:stocktakes")

    def do(self, form):
        location = form.cleaned_data["location"]
        self.stocktake = deeds.begin(location=location, at=now(), actor=self.request.user)
        return _("You are counting %(location)s.") % {"location": location}

    def get_success_url(self):
        return reverse("desk:stocktake", args=[self.stocktake.pk])


class OfAStocktake(Door):
    """What the screens of one stocktake share."""

    room, needs = "shelves", "moves_goods"

    @cached_property
    def stocktake(self) -> Stocktake:
        mine = self.reach.stocktakes_in_hand().select_related("location")
        return get_object_or_404(mine, pk=self.kwargs["pk"])


class Sheet(OfAStocktake, DeedForm):
    """What lies on each shelf, without a figure of the ledger in sight."""

    template_name = "pages/desk/stocktake.html"
    form_class = SheetForm
    action = gettext_lazy("Keep what I counted")

    def get_title(self):
        return _("Count %(location)s") % {"location": self.stocktake.location}

    def get_back_url(self):
        return reverse("desk:stocktakes")

    def get_success_url(self):
        name = "differences" if "finish" in self.request.POST else "stocktake"
        return reverse(f"desk:{name}", args=[self.stocktake.pk])

    def get_form_kwargs(self):
        seen = dict(self.stocktake.lines.values_list("lot_id", "counted"))
        return super().get_form_kwargs() | {"shelves": differences.shelves_to_count(self.stocktake), "seen": seen}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"stocktake": self.stocktake}

    def do(self, form):
        counted = form.counted()
        deeds.write_down(stocktake=self.stocktake, counted=counted, at=now(), actor=self.request.user)
        deeds.forget(stocktake=self.stocktake, lots=form.left_empty())
        left = len(form.left_empty())
        if left:
            return Unfinished(
                _("Lots written down: %(n)d; not counted yet: %(left)d.") % {"n": len(counted), "left": left}
            )
        return _("Every lot is written down: %(n)d.") % {"n": len(counted)}


class Differences(OfAStocktake, DeedForm):
    """What was seen beside what was expected, in units and dong; each difference gets its cause."""

    needs = "sees_goods"
    template_name = "pages/desk/differences.html"
    form_class = ExplainForm
    action = gettext_lazy("Believe the count")

    @cached_property
    def stocktake(self) -> Stocktake:
        return get_object_or_404(self.reach.stocktakes().select_related("location"), pk=self.kwargs["pk"])

    @cached_property
    def found(self):
        return differences.of(self.stocktake)

    @property
    def is_in_hand(self) -> bool:
        return self.stocktake.is_open and self.reach.stocktakes_in_hand().filter(pk=self.stocktake.pk).exists()

    def get_title(self):
        return _("Differences at %(location)s") % {"location": self.stocktake.location}

    def get_back_url(self):
        return reverse("desk:stocktakes")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"differences": self.found}

    def get_context_data(self, **kwargs):
        agreeing = [each for each in self.found if not each.units]
        return super().get_context_data(**kwargs) | {
            "stocktake": self.stocktake,
            "differing": [each for each in self.found if each.units],
            "agreeing": len(agreeing),
            "units": sum(each.units for each in self.found),
            "dong": sum(each.dong for each in self.found),
            "not_counted": differences.shelves_to_count(self.stocktake).count() - len(self.found),
            "is_in_hand": self.is_in_hand,
        }

    def post(self, request, *args, **kwargs):
        self.stocktake = get_object_or_404(self.reach.stocktakes_in_hand(), pk=self.kwargs["pk"])
        return super().post(request, *args, **kwargs)

    def do(self, form):
        deeds.believe(stocktake=self.stocktake, explanations=form.explanations(), at=now(), actor=self.request.user)
        return _("The ledger now says what you counted at %(location)s.") % {"location": self.stocktake.location}


class GiveUp(OfAStocktake, Press):
    def do(self):
        deeds.give_up(stocktake=self.stocktake, at=now(), actor=self.request.user)
        return _("The stocktake is given up. The ledger is as it was.")

    def get_success_url(self):
        return reverse("desk:stocktakes")
