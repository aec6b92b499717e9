from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from catalogue.pages.cards import PricedRequest, cards_of
from catalogue.places.models import Province
from catalogue.producers.models import Producer


class ProducerIndex(ListView):
    """Makers who are verified and show goods, all or of one province (?province=<code>)."""

    template_name = "pages/producers/index.html"
    context_object_name = "producers"
    paginate_by = 24

    def get_queryset(self):
        listed = Producer.objects.listed().select_related("ward__province").order_by("name", "pk")
        if province := self.request.GET.get("province"):
            listed = listed.filter(ward__province__code=province)
        return listed

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            provinces=Province.objects.filter(wards__producers__in=Producer.objects.listed()).distinct(),
            province=self.request.GET.get("province", ""),
            **kwargs,
        )


class ProducerPage(DetailView):
    """One maker: who, where, checked or not, and the goods. A suspended maker keeps a page, which says so."""

    template_name = "pages/producers/detail.html"
    context_object_name = "producer"
    queryset = Producer.objects.select_related("ward__province")
    request: PricedRequest

    def get_context_data(self, **kwargs):
        day = localdate()
        goods = self.object.products.browsable().with_facts(day).with_sizes().order_by("title", "pk")
        return super().get_context_data(
            cards=cards_of(goods, strategy=self.request.strategy, day=day), facts=_facts(self.object), **kwargs
        )


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
