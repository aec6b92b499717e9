from django.apps import apps
from django.db.models import Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from catalogue.pages.cards import PricedRequest, cards_of
from catalogue.pictures.shown import picture_of
from catalogue.places.mapping import Mark, map_of, mark_of
from catalogue.places.models import Province
from catalogue.producers.models import Producer

PICTURES_OF_EACH = 3


class ProducerIndex(ListView):
    """Makers who are verified and show goods; of one province (?province=<code>), by name or place (?q=)."""

    template_name = "pages/producers/index.html"
    context_object_name = "producers"
    paginate_by = 24

    def get_queryset(self):
        self.q = self.request.GET.get("q", "").strip()
        listed = Producer.objects.listed().named_like(self.q).select_related("ward__province").order_by("name", "pk")
        if province := self.request.GET.get("province"):
            listed = listed.filter(ward__province__code=province)
        return listed

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pictures = _pictures_of(context["producers"])
        listed = Producer.objects.listed()
        return context | {
            "makers": [(producer, pictures.get(producer.pk, [])) for producer in context["producers"]],
            "provinces": Province.objects.filter(Exists(listed.filter(ward__province=OuterRef("pk")))),
            "province": self.request.GET.get("province", ""),
            "q": self.q,
            "crumbs": [(reverse("home"), _("Home")), ("", _("Makers"))],
        }


class ProducerPage(DetailView):
    """One maker: who, where, checked or not, the goods and the stores. A suspended maker's page says that it is."""

    template_name = "pages/producers/detail.html"
    context_object_name = "producer"
    queryset = Producer.objects.select_related("ward__province")
    request: PricedRequest

    def get_context_data(self, **kwargs):
        day, maker = localdate(), self.object
        goods = maker.products.browsable().with_facts(day).with_sizes().order_by("title", "pk")
        stores = list(maker.stores.open_to_public().select_related("ward__province"))
        return super().get_context_data(
            cards=cards_of(goods, strategy=self.request.strategy, day=day),
            facts=_facts(maker),
            stores=[_store(store) for store in stores],
            map=map_of(_marks(maker, stores)),
            crumbs=[(reverse("producers:index"), _("Makers")), ("", maker.name)],
            **kwargs,
        )


def _pictures_of(producers) -> dict[int, list]:
    """The newest goods of each, as pictures."""
    place = Window(RowNumber(), partition_by=F("producer"), order_by=("-date_created", "-pk"))
    goods = apps.get_model("catalogue", "Product").objects
    newest = goods.browsable().filter(producer__in=[producer.pk for producer in producers])
    shown = newest.order_by().annotate(place=place).filter(place__lte=PICTURES_OF_EACH)
    pictures: dict[int, list] = {}
    for product in shown.select_related("criteria_set", "origin_ward").prefetch_related("images").order_by("place"):
        pictures.setdefault(product.producer_id, []).append(picture_of(product))
    return pictures


def _marks(maker: Producer, stores) -> list[Mark]:
    places = [(maker, maker.ward.full_name), *((store, store.get_kind_display()) for store in stores)]
    return [mark for place, line in places if (mark := mark_of(place, line))]


def _store(store) -> dict[str, str]:
    return {
        "name": store.name,
        "url": store.get_absolute_url(),
        "line": f"{store.get_kind_display()} · {store.address}",
    }


def _facts(producer: Producer) -> list[tuple[str, str]]:
    address = ", ".join(part for part in (producer.street, producer.ward.full_name) if part)
    return [
        (_("Address"), address),
        (_("Written before July 2025"), producer.legacy_address),
        (_("Phone"), producer.phone.as_national if producer.phone else ""),
        (_("E-mail"), producer.email),
        (_("Website"), producer.website),
        (_("Tax code"), producer.tax_code),
    ]
