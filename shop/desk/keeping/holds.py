"""Lots that are held: seen by all who handle goods, held and released by officers."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from catalogue.models import Product
from catalogue.traceability import deeds
from catalogue.traceability.models import Hold
from shop.desk.forms.stock import HoldForm, ReleaseForm
from shop.desk.frame import PER_PAGE, AboutAProduct, DeedForm, Desk


class HoldList(Desk, ListView):
    room, needs = "shelves", "sees_goods"
    title = gettext_lazy("Held lots")
    template_name = "pages/desk/holds.html"
    paginate_by = PER_PAGE
    SHOWS = (("", gettext_lazy("Held now")), ("released", gettext_lazy("Released")))

    @property
    def show(self) -> str:
        return "released" if self.request.GET.get("show") == "released" else ""

    def get_queryset(self):
        holds = Hold.objects.filter(released_at__isnull=False) if self.show else Hold.objects.standing()
        if text := self.request.GET.get("q", "").strip():
            named = Product.objects.saying(text).values("pk")
            holds = holds.filter(Q(lot__product__in=named) | Q(lot__code__icontains=text))
        return holds.select_related("lot__product__parent", "held_by", "released_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "q": self.request.GET.get("q", "").strip(),
            "show": self.show,
            "shows": self.SHOWS,
        }


class HoldLot(AboutAProduct):
    room, needs = "shelves", "holds_lots"
    form_class = HoldForm
    action = gettext_lazy("Hold the lot")
    chooser_title = gettext_lazy("Hold a lot")
    intro = gettext_lazy("From now on nothing of it is sold: not on the web, not at a counter, and no parcel leaves.")
    is_danger = True

    def offered(self):
        return Product.objects.filter(lots__isnull=False).distinct()

    def get_title_of(self, product):
        return _("Hold a lot of %(product)s") % {"product": product.get_title()}

    def get_back_url(self):
        return reverse("desk:holds")

    def get_initial(self):
        return super().get_initial() | {"lot": self.request.GET.get("lot", "")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"product": self.product}

    def do(self, form):
        facts = form.cleaned_data
        deeds.hold(lot=facts["lot"], why=facts["reason"], actor=self.request.user, at=now())
        return _("Lot %(lot)s is held.") % {"lot": facts["lot"].code}


class ReleaseLot(DeedForm):
    room, needs = "shelves", "holds_lots"
    form_class = ReleaseForm
    action = gettext_lazy("Release the lot")
    intro = gettext_lazy("From now on it is sold again. The hold and its release stay on record.")

    @cached_property
    def hold(self) -> Hold:
        holds = Hold.objects.select_related("lot__product__parent", "held_by")
        return get_object_or_404(holds, pk=self.kwargs["pk"])

    def get_title(self):
        return _("Release lot %(lot)s") % {"lot": self.hold.lot.code}

    def get_back_url(self):
        return reverse("desk:holds")

    def get_facts(self):
        return [
            (_("Goods"), self.hold.lot.product.get_title()),
            (_("Why it is held"), self.hold.why),
            (_("Held by"), self.hold.held_by.get_full_name() or self.hold.held_by.email),
        ]

    def do(self, form):
        deeds.release(hold=self.hold, why=form.cleaned_data["reason"], actor=self.request.user, at=now())
        return _("Lot %(lot)s is released and may be sold again.") % {"lot": self.hold.lot.code}
