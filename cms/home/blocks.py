"""The parts that a home page is built of. Each says which goods it wants; the page fetches all of them at once."""

from datetime import date

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from catalogue.evaluation.models import CriteriaSet
from catalogue.models import Product
from catalogue.pages.cards import Card
from catalogue.producers.models import Producer
from catalogue.search.models import Entry
from catalogue.search.ranking import certified, sold
from cms.home.choosers import ProductChooserBlock
from shop.locations import finding
from shop.locations.telling import told
from shop.locations.whereabouts import Whereabouts

# Makers and points change by the day, not by the visit.
SECONDS = 60
NEWEST = ("-date_created", "-pk")


class Section(blocks.StructBlock):
    """A band of the page.

    `wanted` says which products it shows, as one or more choices; `arranged` in which order, `more` what else its
    template needs.
    `shown` are those products that are on the page, each with its card.
    """

    def wanted(self, value, day: date) -> list[QuerySet]:
        return []

    def arranged(self, value, goods: list[Product]) -> list[Product]:
        """The newest first."""
        return sorted(goods, key=lambda product: (product.date_created, product.pk), reverse=True)

    def more(self, value, shown: list[tuple[Product, Card]], here: Whereabouts | None) -> dict:
        return {}


class ChipBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("words"), max_length=40)
    question = blocks.CharBlock(
        label=_("question to the list of goods"),
        required=False,
        max_length=200,
        help_text=_('What follows the "?" of the list\'s address, e.g. stars=5.'),
    )


class HeroBlock(Section):
    """What this market is, the search box, and three goods in their gates."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    lead = blocks.TextBlock(label=_("in a few words"), max_length=400)
    example = blocks.CharBlock(label=_("example in the search box"), max_length=60, required=False)
    chips = blocks.ListBlock(ChipBlock(), label=_("quick questions"), max_num=6, default=[])
    products = blocks.ListBlock(
        ProductChooserBlock(),
        label=_("three products"),
        max_num=3,
        default=[],
        help_text=_("Left empty, the newest goods of four stars and more stand here."),
    )

    class Meta:
        template = "pages/home/hero.html"
        icon = "home"
        label = _("Welcome")

    def wanted(self, value, day):
        if chosen := self._chosen(value):
            return [Product.objects.filter(pk__in=chosen)]
        return [Product.objects.browsable().promotable().at_least(stars=4, day=day).order_by(*NEWEST)[:3]]

    def arranged(self, value, goods):
        chosen = self._chosen(value)
        return sorted(goods, key=lambda product: chosen.index(product.pk)) if chosen else super().arranged(value, goods)

    def _chosen(self, value) -> list[int]:
        return [product.pk for product in value["products"] if product]


class GroupsBlock(Section):
    """The six groups of goods (Decision 26/2026/QĐ-TTg, Annex I), each with a picture of one of its goods."""

    heading = blocks.CharBlock(label=_("heading"), max_length=80)

    class Meta:
        template = "pages/home/groups.html"
        icon = "grip"
        label = _("Six groups of goods")

    def wanted(self, value, day):
        """The newest product of each group."""
        return [_newest_of(group, certified(day))[:1] for group in CriteriaSet.Group]

    def more(self, value, shown, here):
        """Every group with the card of one of its goods; a group without any is still named."""
        cards = {product.criteria_set.group: card for product, card in shown}
        return {"groups": [(group, group.label, cards.get(group)) for group in CriteriaSet.Group]}


class ShelfBlock(Section):
    """A row of goods, chosen by rule."""

    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    rule = blocks.ChoiceBlock(
        label=_("which goods"),
        choices=[("season", _("In season")), ("newest", _("Newest")), ("group", _("Of one group"))],
        default="newest",
    )
    group = blocks.ChoiceBlock(label=_("group"), choices=CriteriaSet.Group.choices, required=False)
    most = blocks.IntegerBlock(label=_("how many at most"), min_value=2, max_value=24, default=4)

    class Meta:
        template = "pages/home/shelf.html"
        icon = "list-ul"
        label = _("Shelf of goods")

    def wanted(self, value, day):
        if value["rule"] == "group" and value["group"]:
            return [_newest_of(value["group"], sold(day))[: value["most"]]]
        goods = Product.objects.browsable().promotable().sellable_on(day)
        if value["rule"] == "season":
            goods = goods.filter(is_seasonal=True)
        return [goods.order_by(*NEWEST)[: value["most"]]]


def _newest_of(group: str, condition: Q) -> QuerySet:
    """Asked of the entries: their index holds age and group together, so nothing is sorted."""
    may_stand = Exists(Product.objects.promotable().filter(pk=OuterRef("pk")))
    return Entry.objects.shown().filter(condition, may_stand, group=group).order_by("-made_at", "-pk")


class ProducersBlock(Section):
    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    most = blocks.IntegerBlock(label=_("how many at most"), min_value=1, max_value=12, default=3)

    class Meta:
        template = "pages/home/producers.html"
        icon = "group"
        label = _("Producers")

    def more(self, value, shown, here):
        """Verified producers with words of their own, the last verified first."""
        most = value["most"]
        return {"producers": cache.get_or_set(f"cms.home.producers.{most}", lambda: _tellers(most), SECONDS)}


class PointsBlock(Section):
    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    most = blocks.IntegerBlock(label=_("how many at most"), min_value=1, max_value=24, default=6)

    class Meta:
        template = "pages/home/points.html"
        icon = "site"
        label = _("Points of sale")

    def more(self, value, shown, here):
        """The nearest to the visitor, where that is known."""
        at = now()
        nearest = finding.sorted_from(finding.remembered_points(), here.position if here else None, at=at)
        return {"points": [told(found, at) for found in nearest[: value["most"]]], "here": here}


def _tellers(most: int) -> list[Producer]:
    told = Producer.objects.verified().exclude(story_teaser="").select_related("ward__province")
    return list(told.order_by("-verified_at", "name")[:most])


class TextBlock(Section):
    heading = blocks.CharBlock(label=_("heading"), max_length=80, required=False)
    text = blocks.RichTextBlock(label=_("text"), features=["bold", "italic", "link", "ol", "ul"])

    class Meta:
        template = "pages/home/text.html"
        icon = "pilcrow"
        label = _("Text")


class HomeBlocks(blocks.StreamBlock):
    hero = HeroBlock()
    groups = GroupsBlock()
    shelf = ShelfBlock()
    producers = ProducersBlock()
    points = PointsBlock()
    text = TextBlock()

    class Meta:
        block_counts = {"hero": {"max_num": 1}, "groups": {"max_num": 1}}
