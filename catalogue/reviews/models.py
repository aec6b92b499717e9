from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.reviews.abstract_models import AbstractProductReview


class ReviewQuerySet(models.QuerySet):
    """Words that chain: `ProductReview.objects.shown_of(product)`."""

    def approved(self):
        return self.filter(status=ProductReview.APPROVED)

    def waiting(self):
        return self.filter(status=ProductReview.FOR_MODERATION)

    def refused(self):
        return self.filter(status=ProductReview.REJECTED)

    def shown_of(self, product):
        return self.approved().filter(product=product).order_by("-date_created", "-pk")


class ProductReview(AbstractProductReview):
    """One buyer's word on one product. Carries no e-mail; `name` is what the author wants shown, often nothing."""

    # A keyed digest that stands for the buyer, so that one writes once.
    author_key = models.CharField(max_length=64, editable=False)
    language = models.CharField(_("language"), max_length=5, default="vi")
    refused_because = models.TextField(_("reason for refusing"), blank=True)
    answer = models.TextField(_("the maker's answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReviewQuerySet.as_manager()

    class Meta(AbstractProductReview.Meta):
        ordering = ["-date_created", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "author_key"], name="one_review_by_buyer_and_product"),
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="review_gives_one_to_five_stars"),
            # E-commerce law: no review is withheld without a recorded reason.
            models.CheckConstraint(condition=~Q(status=2) | ~Q(refused_because=""), name="refused_review_says_why"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_says_when",
            ),
        ]
        indexes = [models.Index(fields=["product", "status", "-date_created"], name="reviews_shown_of_a_product")]


class Decision(models.Model):
    """What a moderator decided of a review, when, and why. Only added to."""

    review = models.ForeignKey(ProductReview, on_delete=models.CASCADE, related_name="decisions")
    is_approved = models.BooleanField()
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(is_approved=True) | ~Q(reason=""), name="refusal_says_why")]

    def __str__(self) -> str:
        return f"{self.review_id}: {'approved' if self.is_approved else 'refused'}"


from oscar.apps.catalogue.reviews.models import *  # noqa: E402, F403
