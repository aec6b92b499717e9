"""Statements: the list, one of them with its papers, closing and paying."""

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView, View

from catalogue.producers.models import Producer
from shop.desk.access import Door
from shop.desk.frame import PER_PAGE, DeedForm, Desk
from shop.desk.settling.forms import CloseForm, PayForm
from shop.settlement import closing, papers
from shop.settlement.models import Accrual, Statement
from themes.templatetags.theme import dong


class StatementList(Desk, ListView):
    room, needs = "settlements", "sees_settlements"
    title = gettext_lazy("Settlement")
    template_name = "pages/desk/settlements.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        return self.reach.statements().select_related("producer", "fair")

    def get_context_data(self, **kwargs):
        open_rows = Accrual.objects.open().filter(producer__in=self.reach.producers_settled())
        accounts = open_rows.order_by().values("producer__name").annotate(
            units=Sum("quantity"), gross=Sum("gross"), share=Sum("producer_share")
        )  # fmt: skip
        return super().get_context_data(**kwargs) | {"accounts": accounts.order_by("producer__name")}


class StatementPage(Desk, DetailView):
    room, needs = "settlements", "sees_settlements"
    template_name = "pages/desk/settlement.html"
    context_object_name = "statement"
    slug_field = slug_url_kwarg = "number"

    def get_title(self):
        return _("Statement %(number)s") % {"number": self.object.name}

    def get_queryset(self):
        return self.reach.statements().select_related("producer", "fair", "closed_by", "paid_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "rows": papers.by_product(self.object),
            "charges": self.object.charged.all(),
        }


class StatementPaper(Door, View):
    """The statement to print, or its rows for a bookkeeper."""

    needs = "sees_settlements"
    http_method_names = ["get"]
    paper = "pdf"

    def get(self, request, number: int) -> HttpResponse:
        statement = get_object_or_404(
            self.reach.statements().select_related("producer", "fair").prefetch_related("charged"), number=number
        )
        if self.paper == "pdf":
            body: bytes | str = papers.statement_paper(statement)
            kind, how = "application/pdf", "inline"
        else:
            body, kind, how = papers.rows_as_csv(statement), "text/csv; charset=utf-8", "attachment"
        name = f"{statement.name}.{self.paper}"
        return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'})


class CloseStatement(DeedForm):
    room, needs = "settlements", "moves_money"
    title = gettext_lazy("Close a statement")
    form_class = CloseForm
    action = gettext_lazy("Close it")
    intro = gettext_lazy("Adds up all that is open for the producer. What is heard of later stands in the next one.")

    def get_initial(self):
        return {"until": localdate()}

    def get_form_kwargs(self):
        waiting = Accrual.objects.open().values("producer")
        return super().get_form_kwargs() | {"producers": Producer.objects.filter(pk__in=waiting)}

    def do(self, form):
        statement = closing.close(**form.cleaned_data, at=now(), actor=self.request.user)
        return _("Statement %(number)s is closed: %(amount)s owed to %(producer)s.") % {
            "number": statement.name,
            "amount": dong(statement.owed),
            "producer": statement.producer,
        }


class PayStatement(DeedForm):
    room, needs = "settlements", "moves_money"
    form_class = PayForm
    action = gettext_lazy("It is paid")

    @cached_property
    def statement(self) -> Statement:
        return get_object_or_404(self.reach.statements().select_related("producer"), number=self.kwargs["number"])

    def get_title(self):
        return _("Pay statement %(number)s") % {"number": self.statement.name}

    def get_back_url(self):
        return reverse("desk:settlement", args=[self.statement.number])

    def get_facts(self):
        return [(_("Producer"), self.statement.producer.name), (_("Owed"), dong(self.statement.owed))]

    def do(self, form):
        reference = form.cleaned_data["reference"]
        closing.mark_paid(statement=self.statement, reference=reference, at=now(), actor=self.request.user)
        return _("Statement %(number)s is paid.") % {"number": self.statement.name}
