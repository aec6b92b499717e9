from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.places.models import Province, Ward
from catalogue.producers.models import Producer


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
    place = models.TextField(blank=True, help_text="Ward and province of today, and their names of before.")
    about = models.TextField(blank=True, help_text="Group, kind, ingredients, names in English, sizes.")

    stars = models.PositiveSmallIntegerField(null=True)
    certified_from = models.DateField(null=True)
    certified_until = models.DateField(null=True)
    group = models.CharField(max_length=20, blank=True)
    province = models.ForeignKey(Province, on_delete=models.CASCADE, null=True, related_name="+")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, null=True, related_name="+")
    producer = models.ForeignKey(Producer, on_delete=models.CASCADE, null=True, related_name="+")
    price = models.BigIntegerField(null=True, help_text="Dong; the lowest of its sizes.")
    is_in_stock = models.BooleanField(default=False)
    is_chilled = models.BooleanField(default=False)
    is_for_sale = models.BooleanField(default=False, help_text="All but the certificate's days allow it.")
    made_at = models.DateTimeField(help_text="When the product was made known here.")

    version = models.BigIntegerField(default=1, help_text="Grows with each rewriting.")
    sent_version = models.BigIntegerField(default=0, help_text="What Elasticsearch has acknowledged.")

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.CheckConstraint(condition=Q(price=None) | Q(price__gt=0), name="entry_price_is_positive"),
            models.CheckConstraint(condition=Q(sent_version__lte=models.F("version")), name="entry_sent_is_written"),
        ]

    def __str__(self):
        return self.title
