"""What this market knows of a product beyond Oscar's fields."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.formats import number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from catalogue import publishing
from catalogue.certification.models import Certificate
from catalogue.folding import fold
from catalogue.gtin import check_gtin
from catalogue.places.models import Ward
from catalogue.producers.models import Producer

MOST_WORDS = 12


class ProductQuerySet(OscarProductQuerySet):
    """Words that chain: `Product.objects.browsable().certified_on(today).from_province("48").at_least(stars=4)`."""

    def browsable(self):
        """Those with a page of their own that anyone may see: sizes are on their parent's page."""
        return self.filter(publishing.has_a_page())

    def sellable_on(self, day: date):
        return self.filter(publishing.may_be_sold(day))

    def promotable(self):
        return self.filter(publishing.may_be_promoted())

    def certified_on(self, day: date):
        return self.filter(publishing.holds(Certificate.objects.valid_on(day)))

    def at_least(self, *, stars: int, day: date):
        return self.filter(publishing.holds(Certificate.objects.valid_on(day).filter(stars__gte=stars)))

    def from_province(self, code: str):
        return self.filter(origin_ward__province__code=code)

    def saying(self, text: str):
        """Those whose title, producer or place holds each word of `text`, typed with or without accents."""
        words = fold(text).split()[:MOST_WORDS]
        return self.filter(*(Q(folded__contains=word) for word in words))

    def with_gate(self, day: date):
        """What `publishing.sale_refusal` asks of each product on `day`.

        Brings every certificate issued by then, also lapsed and revoked ones: the gate tells which it was.
        """
        issued = Certificate.objects.filter(issued_on__lte=day)
        return self.select_related("producer", "parent__producer").prefetch_related(
            Prefetch("certificates", issued), Prefetch("parent__certificates", issued)
        )

    def with_facts(self, day: date):
        """All that a card or a sale asks of each product on `day`, in a fixed number of queries."""
        return self.with_gate(day).select_related(
            "product_class", "origin_ward__province", "criteria_set",
            "parent__product_class", "parent__origin_ward__province", "parent__criteria_set",
        ).prefetch_related("stockrecords", "images", "parent__images")  # fmt: skip

    def with_card(self, day: date):
        """`with_facts(day).with_sizes()` for goods with a page of their own: what a parent would add is not asked."""
        issued = Certificate.objects.filter(issued_on__lte=day)
        goods = self.select_related("producer", "origin_ward__province", "criteria_set")
        return goods.prefetch_related(Prefetch("certificates", issued), "stockrecords", "images").with_sizes()

    def with_sizes(self):
        """The public children of each parent, smallest first, in a fixed number of queries."""
        sizes = self.model.objects.public().order_by("net_quantity", "pk")
        return self.prefetch_public_children(sizes.prefetch_related("stockrecords", "images"))


class OcopProduct(AbstractProduct):
    """A product of a producer and a place, with what the law wants said of it.

    A child (a size of its parent) keeps its own quantity, weight, GTIN and lots; all else is its parent's.
    """

    class Unit(models.TextChoices):
        GRAM = "g", "g"
        KILOGRAM = "kg", "kg"
        MILLILITRE = "ml", "ml"
        LITRE = "l", _("litre")
        PIECE = "cái", _("piece")
        SET = "bộ", _("set")
        PAIR = "đôi", _("pair")
        POT = "chậu", _("pot")
        FRUIT = "quả", _("fruit")

    producer = models.ForeignKey(
        Producer, on_delete=models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("producer")
    )
    criteria_set = models.ForeignKey(
        "evaluation.CriteriaSet", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("criteria set")
    )
    origin_ward = models.ForeignKey(
        Ward, on_delete=models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("made in")
    )
    net_quantity = models.DecimalField(
        _("net quantity"), max_digits=9, decimal_places=3, null=True, blank=True, validators=[MinValueValidator(0.001)]
    )
    net_unit = models.CharField(_("unit"), max_length=5, choices=Unit, blank=True)
    ingredients = models.TextField(_("ingredients or materials"), blank=True)
    usage = models.TextField(_("how to use"), blank=True)
    storage = models.TextField(_("how to keep"), blank=True)
    warnings = models.TextField(_("warnings"), blank=True)
    declaration_number = models.CharField(_("declaration or registration number"), max_length=60, blank=True)
    abv = models.DecimalField(
        _("alcohol (% vol.)"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    gtin = models.CharField(
        _("barcode (GTIN)"), max_length=14, null=True, blank=True, unique=True, validators=[check_gtin]
    )
    weight_g = models.PositiveIntegerField(_("weight with packing (g)"), null=True, blank=True)
    length_mm = models.PositiveIntegerField(_("length of the pack (mm)"), null=True, blank=True)
    width_mm = models.PositiveIntegerField(_("width of the pack (mm)"), null=True, blank=True)
    height_mm = models.PositiveIntegerField(_("height of the pack (mm)"), null=True, blank=True)
    is_chilled = models.BooleanField(_("must be kept cold on the way"), default=False)
    is_fragile = models.BooleanField(_("fragile"), default=False)
    is_bulky = models.BooleanField(_("bulky"), default=False)
    is_seasonal = models.BooleanField(_("seasonal"), default=False)
    is_pickup_only = models.BooleanField(_("only to be fetched at a point of sale"), default=False)

    folded = models.TextField(editable=False, default="")

    objects = ProductQuerySet.as_manager()

    class Meta(AbstractProduct.Meta):
        abstract = True
        indexes = [
            models.Index(fields=["-date_created"], condition=Q(is_seasonal=True), name="product_in_season_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(structure="child") | Q(producer__isnull=False), name="product_has_a_producer"
            ),
            models.CheckConstraint(
                condition=Q(net_quantity=None) | (Q(net_quantity__gt=0) & ~Q(net_unit="")),
                name="net_quantity_has_a_unit",
            ),
            models.CheckConstraint(condition=Q(abv=None) | Q(abv__range=(0, 100)), name="abv_is_a_percentage"),
        ]

    def save(self, *args, **kwargs):
        self.folded = self.words_to_find()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    def words_to_find(self) -> str:
        """Title, producer and place, folded; what plain search looks into."""
        canonical = self.canonical
        place = canonical.origin_ward and canonical.origin_ward.full_name
        return fold(" ".join(str(word) for word in (self.get_title(), canonical.producer, place) if word))

    @property
    def canonical(self) -> "OcopProduct":
        """The product that carries producer, place, certificate and words: the parent of a child, else itself."""
        return self.parent if self.parent_id else self

    def certificate_on(self, day: date) -> Certificate | None:
        """The newest certificate valid on `day`; no query where the product came from `with_facts`."""
        held = self.canonical.certificates.all()
        return next((one for one in held if one.state_on(day) == Certificate.State.VALID), None)

    @property
    def current_certificate(self) -> Certificate | None:
        return self.certificate_on(localdate())

    @property
    def latest_certificate(self) -> Certificate | None:
        """The newest that was ever issued, whatever became of it."""
        return next(iter(self.canonical.certificates.all()), None)

    @property
    def net_content(self) -> str:
        """Net quantity as on a label, e.g. "500 ml"; empty where none is given."""
        if self.net_quantity is None:
            return ""
        return f"{number_format(self.net_quantity.normalize())} {self.Unit(self.net_unit).label}"


def fold_products_of(*, instance: Producer, created: bool, **kwargs) -> None:
    """Keep what search looks into in step with the producer's name."""
    if created:
        return
    for product in instance.products.select_related("origin_ward__province"):
        product.save(update_fields=["folded"])
