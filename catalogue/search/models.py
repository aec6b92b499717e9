from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.folding import fold
from catalogue.places.models import Province, Ward
from catalogue.producers.models import Producer

# For filters: SQLite finds no index by a bare column, but by a list of one it does.
YES, NO = (True,), (False,)
STANDING = ("is_for_sale", "is_in_stock", "stars")
NARROWING = ("group", "province", "is_chilled", "certified_from", "certified_until")


class EntryQuerySet(models.QuerySet["Entry"]):
    def shown(self):
        return self.filter(is_shown__in=YES)


class Entry(models.Model):
    """A product with a page of its own, as both engines see it; rewritten after each change to its facts.

    A certificate's days are kept, so that what lapses is known without rewriting.
    Texts are as people write them (NFC); each engine folds them with `catalogue.folding`.
    """

    product = models.OneToOneField(
        "catalogue.Product", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    is_shown = models.BooleanField()
    title = models.TextField()
    maker = models.TextField(blank=True)
    place = models.TextField(blank=True, help_text=_("Ward and province of today, and their names of before."))
    about = models.TextField(blank=True, help_text=_("Group, kind, ingredients, names in English, sizes."))
    codes = models.TextField(blank=True, help_text=_("Certificate's number, GTINs, SKUs: found only whole."))
    sort_key = models.CharField(
        max_length=80, default="", help_text=_("The title, folded: the alphabet's order without accents.")
    )

    stars = models.PositiveSmallIntegerField(null=True)
    certified_from = models.DateField(null=True)
    certified_until = models.DateField(null=True)
    group = models.CharField(max_length=20, blank=True)
    province = models.ForeignKey(Province, on_delete=models.CASCADE, null=True, related_name="+")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, null=True, related_name="+")
    producer = models.ForeignKey(Producer, on_delete=models.CASCADE, null=True, related_name="+")
    price = models.BigIntegerField(null=True, help_text=_("Dong; the lowest of its sizes."))
    is_in_stock = models.BooleanField(default=False)
    is_chilled = models.BooleanField(default=False)
    is_for_sale = models.BooleanField(default=False, help_text=_("All but the certificate's days allow it."))
    made_at = models.DateTimeField(help_text=_("When the product was made known here."))

    version = models.BigIntegerField(default=1, help_text=_("Grows with each rewriting."))
    sent_version = models.BigIntegerField(default=0, help_text=_("What Elasticsearch has acknowledged."))

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [
            # What narrows stands behind what orders, so that a page is read from the index alone.
            models.Index(fields=["is_shown", *STANDING, "sort_key", "product", *NARROWING], name="entry_best_first"),
            models.Index(
                fields=["is_shown", "is_for_sale", "price", "sort_key", "product", *NARROWING, "is_in_stock", "stars"],
                name="entry_by_price",
            ),
            models.Index(fields=["is_shown", "made_at", "product", *NARROWING, *STANDING], name="entry_by_age"),
            # In the order of `counting`'s GROUP BY, which then needs no sorting.
            models.Index(fields=["is_shown", *STANDING, *NARROWING, "ward"], name="entry_counted"),
            # By the keys that words find; without it each would be read from its long row.
            models.Index(fields=["product", "is_shown", *STANDING, *NARROWING, "sort_key"], name="entry_by_key"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(price=None) | Q(price__gt=0), name="entry_price_is_positive"),
            models.CheckConstraint(condition=Q(sent_version__lte=models.F("version")), name="entry_sent_is_written"),
        ]

    def __str__(self):
        return self.title


class Words(models.Model):
    """What the database engine looks into: an entry's texts in words of `catalogue.folding`, a space on either side.

    `database.install` hangs the full-text and trigram indexes on this table.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="words")
    title = models.TextField()
    thing = models.TextField(default="", help_text=_("The title without the names of its places."))
    maker = models.TextField()
    place = models.TextField()
    about = models.TextField()
    codes = models.TextField()
    typed = models.TextField(help_text=_("All of them but the codes, lower case, accents kept."))
    joined = models.TextField(help_text=_("Title and maker without their spaces, for words mistyped or run together."))

    class Meta:
        verbose_name = _("words of an entry")
        verbose_name_plural = _("words of entries")

    def __str__(self):
        return self.title.strip()


class Tally(models.Model):
    """How many entries are on show, as `database.tallying` counts them. There is one row.

    `counts`: group, or "" for everything → facet → value → how many; "standing" is three digits: whether it is for
    sale, whether it is in stock, and its stars that are valid on `day`.
    """

    day = models.DateField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("tally of entries")
        verbose_name_plural = _("tallies of entries")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="tally_is_one")]

    def __str__(self):
        return str(self.day)


class Synonym(models.Model):
    """Words of one meaning: whoever searches for one finds the others as well."""

    words = models.CharField(
        _("words of one meaning"), max_length=300, help_text=_("With commas between, e.g. lạc, đậu phộng.")
    )
    is_equal = models.BooleanField(
        _("the same thing"),
        default=True,
        help_text=_("Otherwise only related: shown where the words themselves find little."),
    )
    source = models.CharField(_("source or reason"), max_length=200, blank=True)

    class Meta:
        ordering = ("words",)
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        constraints = [models.UniqueConstraint(fields=["words"], name="synonym_said_once")]

    def __str__(self):
        return self.words


class Pin(models.Model):
    """Goods that an editor puts first for one search, the same for everyone and for no money."""

    words = models.CharField(_("words searched for"), max_length=100)
    folded = models.CharField(max_length=100, editable=False, db_index=True)
    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="+", verbose_name=_("product")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    because = models.CharField(_("reason"), max_length=200, help_text=_("Shown on the page about ranking."))

    class Meta:
        ordering = ("folded", "position", "pk")
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        constraints = [models.UniqueConstraint(fields=["folded", "product"], name="product_pinned_once")]

    def __str__(self):
        return f"{self.words}: {self.product}"

    def save(self, **kwargs):
        self.folded = fold(self.words)
        super().save(**kwargs)


class Miss(models.Model):
    """Words that found nothing, folded and counted; nothing is kept of who searched."""

    words = models.CharField(_("words searched for"), max_length=60, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    first_on = models.DateField(_("first"))
    last_on = models.DateField(_("last"))

    class Meta:
        ordering = ("-count", "-last_on", "words")
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")

    def __str__(self):
        return self.words
