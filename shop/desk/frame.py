"""What the screens of the desk share: the frame around them, forms that do one deed, buttons that do one deed."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.base import ContextMixin

from catalogue.certification.exceptions import CertificateError
from catalogue.models import Product
from catalogue.product import ProductQuerySet
from catalogue.reviews.exceptions import ReviewError
from catalogue.traceability.exceptions import LotError
from shop.complaints.handling import AlreadyAnswered
from shop.desk.access import Door
from shop.fairs.exceptions import FairError
from shop.order.exceptions import OrderError
from shop.payment.exceptions import PaymentError
from shop.pos.devices.exceptions import DeviceRefused
from shop.settlement.exceptions import SettlementError
from shop.stock.exceptions import (
    InsufficientStock,
    ReservationMismatch,
    SourceKeyReused,
    StockError,
    TransferMismatch,
)
from shop.stocktaking.exceptions import StocktakeError

PER_PAGE = MOST_FOUND = 30
REFUSALS = (
    AlreadyAnswered,
    CertificateError,
    FairError,
    DeviceRefused,
    LotError,
    OrderError,
    PaymentError,
    ReviewError,
    SettlementError,
    StockError,
    StocktakeError,
)

# (room, the question to Reach, label, icon); the room is also the name of its first screen.
ROOMS = (
    ("today", "enters", gettext_lazy("Today"), "calendar"),
    ("points", "sees_goods", gettext_lazy("Points of sale"), "store"),
    ("orders", "sees_goods", gettext_lazy("Orders"), "receipt-text"),
    ("parcels", "sees_goods", gettext_lazy("Parcels"), "package"),
    ("payments", "sees_money", gettext_lazy("Payments"), "banknote"),
    ("shelves", "sees_goods", gettext_lazy("Stock"), "boxes"),
    ("transfers", "sees_goods", gettext_lazy("Transfers"), "truck"),
    ("fairs", "sees_goods", gettext_lazy("Fairs"), "tent-tree"),
    ("settlements", "sees_settlements", gettext_lazy("Settlement"), "scale"),
    ("devices", "sees_goods", gettext_lazy("Counters"), "smartphone"),
    ("shifts", "sees_goods", gettext_lazy("Shifts"), "clock"),
    ("discrepancies", "sees_goods", gettext_lazy("Discrepancies"), "triangle-alert"),
    ("labels", "sees_labels", gettext_lazy("Labels"), "tag"),
    ("certificates", "keeps_facts", gettext_lazy("Certificates"), "award"),
    ("reviews", "sees_reviews", gettext_lazy("Reviews"), "message-square"),
    ("complaints", "moderates", gettext_lazy("Complaints"), "flag"),
)


def sentence(refusal: Exception) -> str:
    """What happened, what is safe, what to do."""
    match refusal:
        case InsufficientStock():
            return (
                _("Only %(n)d of %(product)s are there, and %(wanted)d are needed. Nothing was changed.")
                % refusal.as_message()
            )
        case SourceKeyReused():
            return _("This form was sent before with other figures, which stand. Nothing was changed now.")
        case ReservationMismatch():
            return _(
                "%(product)s: the parcel holds %(wanted)d, but %(held)d are promised here. Nothing was changed; "
                "load the page again."
            ) % {"product": refusal.line.title, "wanted": refusal.wanted, "held": refusal.held}
        case TransferMismatch():
            return _(
                "Lot %(lot)s: %(sent)d were sent, but what arrived, is damaged and is missing adds up to %(reported)d."
            ) % {"lot": refusal.line.lot.code, "sent": refusal.sent, "reported": refusal.reported}
    return str(getattr(refusal, "sentence", "") or refusal)


class Unfinished(str):
    """What was done, where a person must still look: shown as a warning."""

    __slots__ = ()


class Desk(ContextMixin, Door):
    """A screen inside the frame. `room` is its place in the menu."""

    room = "today"
    title: str | Promise = ""

    def get_title(self) -> str:
        return str(self.title)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "desk_title": self.get_title(),
            "desk_role": self.reach.role,
            "desk_nav": [
                (reverse(f"desk:{room}"), label, icon, room == self.room)
                for room, needs, label, icon in ROOMS
                if getattr(self.reach, needs)
            ],
            "reach": self.reach,
        }


class DeedForm(Desk, FormView):
    """A form that does one deed. Refused by name, it says why and keeps what was typed."""

    template_name = "pages/desk/form.html"
    action = gettext_lazy("Save")
    intro: str | Promise = ""
    is_danger = False

    def do(self, form) -> str:
        """The deed; returns the sentence that says what was done."""
        raise NotImplementedError

    def get_facts(self) -> list[tuple[str, str]]:
        return []

    def get_back_url(self) -> str:
        return reverse(f"desk:{self.room}")

    def get_success_url(self) -> str:
        return self.get_back_url()

    def form_valid(self, form) -> HttpResponse:
        try:
            said = self.do(form)
        except REFUSALS as refusal:
            form.add_error(None, sentence(refusal))
            return self.form_invalid(form)
        tell = messages.warning if isinstance(said, Unfinished) else messages.success
        tell(self.request, said)
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "action": self.action,
            "intro": self.intro,
            "is_danger": self.is_danger,
            "facts": self.get_facts(),
            "back_url": self.get_back_url(),
        }


class Press(Door, View):
    """A button that does one deed and comes back with a message."""

    http_method_names = ["post"]

    def do(self) -> str:
        """The deed; returns the sentence that says what was done."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        raise NotImplementedError

    def post(self, request, *args, **kwargs) -> HttpResponseRedirect:
        try:
            messages.success(request, self.do())
        except REFUSALS as refusal:
            messages.error(request, sentence(refusal))
        return redirect(self._asked_for() or self.get_success_url())

    def _asked_for(self) -> str:
        """Where the list that held the button wants to go on; only within this site."""
        url = self.request.POST.get("next", "")
        return url if url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()}) else ""


class AboutAProduct(DeedForm):
    """A form about one product, found by name first. `offered` are those that may be chosen."""

    template_name = "pages/desk/form.html"
    chooser_title: str | Promise = ""

    def offered(self) -> ProductQuerySet:
        raise NotImplementedError

    def get_title_of(self, product: Product) -> str:
        raise NotImplementedError

    def get_title(self):
        return self.get_title_of(self.product) if self.is_chosen else str(self.chooser_title)

    @property
    def is_chosen(self) -> bool:
        return self.request.GET.get("product", "").isdecimal()

    @cached_property
    def product(self) -> Product:
        return get_object_or_404(self.offered().select_related("parent"), pk=self.request.GET["product"])

    def dispatch(self, request, *args, **kwargs):
        if getattr(self.reach, self.needs) and not self.is_chosen:
            return self.choose(request)
        return super().dispatch(request, *args, **kwargs)

    def choose(self, request):
        text = request.GET.get("q", "").strip()
        offered = self.offered().select_related("parent", "producer", "parent__producer").order_by("folded", "pk")
        found = list(offered.saying(text)[:MOST_FOUND]) if text else []
        frame = Desk.get_context_data(self, form=None)
        return render(
            request,
            "pages/desk/choose_product.html",
            frame | {"q": text, "found": found, "back_url": self.get_back_url()},
        )
