"""Labels: what the law still wants said of each product, and the form that says it."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from catalogue.labelling import rules
from catalogue.models import Product
from shop.desk.access import Reach
from shop.desk.forms.labels import OF_A_SIZE, FactsForm
from shop.desk.frame import PER_PAGE, DeedForm, Desk, Unfinished

CRITERIA_SET = "criteria_set"


@dataclass(frozen=True)
class Label:
    """A product and the names of the facts that its label lacks."""

    product: Product
    lacking: list[str]

    @property
    def words(self) -> list[str]:
        return [rules.label_of(name, self.product) for name in self.lacking]


def lacking(product: Product) -> list[str]:
    """What is missing today. Of a size only what is its own: the rest is its parent's to say."""
    if product.canonical.criteria_set_id is None:
        return [] if product.is_child else [CRITERIA_SET]
    missing = rules.missing(product, localdate())
    return [name for name in missing if name in OF_A_SIZE] if product.is_child else missing


def labels(reach: Reach, text: str = "") -> list[Label]:
    products = reach.products().select_related(
        "producer", "criteria_set", "origin_ward", "parent__producer", "parent__criteria_set", "parent__origin_ward"
    )
    if text:
        products = products.saying(text)
    return [Label(product, lacking(product)) for product in products.order_by("folded", "pk")]


def incomplete(reach: Reach, text: str = "") -> list[Label]:
    return [label for label in labels(reach, text) if label.lacking]


class LabelList(Desk, ListView):
    room, needs = "labels", "sees_labels"
    title = gettext_lazy("Labels")
    template_name = "pages/desk/labels.html"
    paginate_by = PER_PAGE
    SHOWS = (("", gettext_lazy("To complete")), ("all", gettext_lazy("All products")))

    def get_queryset(self):
        text = self.request.GET.get("q", "").strip()
        return labels(self.reach, text) if self.request.GET.get("show") == "all" else incomplete(self.reach, text)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "q": self.request.GET.get("q", "").strip(),
            "show": self.request.GET.get("show", ""),
            "shows": self.SHOWS,
        }


class ProductFacts(DeedForm):
    room, needs = "labels", "sees_labels"
    template_name = "pages/desk/product.html"
    form_class = FactsForm
    action = gettext_lazy("Save these facts")

    @cached_property
    def product(self) -> Product:
        products = self.reach.products().select_related(
            "criteria_set", "parent__criteria_set", "producer", "origin_ward__province"
        )
        return get_object_or_404(products, pk=self.kwargs["pk"])

    def get_title(self):
        return self.product.get_title()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "instance": self.product,
            "lacking": lacking(self.product),
            "is_official": self.reach.keeps_facts,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "product": self.product,
            "label": Label(self.product, lacking(Product.objects.get(pk=self.product.pk))),
        }

    def get_success_url(self):
        return reverse("desk:label", args=[self.product.pk])

    def do(self, form):
        product = form.save()
        if lacking(product):
            return Unfinished(
                _("The facts of %(product)s are saved; its label still lacks some.") % {"product": product.get_title()}
            )
        return _("The facts of %(product)s are saved, and its label is complete.") % {"product": product.get_title()}
