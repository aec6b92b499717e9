"""What is decided of a review, and the maker's answer. Each decision is kept with who, when and why."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from catalogue.reviews.exceptions import AlreadyAnswered, AlreadyDecided
from catalogue.reviews.models import ProductReview


@transaction.atomic
def approve(*, review: ProductReview, by: User, at: datetime) -> ProductReview:
    """Show it. Also one that was refused before. Raises AlreadyDecided where it is shown already."""
    review = _lock(review)
    if review.status == ProductReview.APPROVED:
        raise AlreadyDecided
    review.status, review.refused_because = ProductReview.APPROVED, ""
    review.save()
    review.decisions.create(is_approved=True, decided_by=by, decided_at=at)
    return review


@transaction.atomic
def refuse(*, review: ProductReview, because: str, by: User, at: datetime) -> ProductReview:
    """Do not show it, or no longer; its author reads why. Raises AlreadyDecided where it is refused already."""
    review = _lock(review)
    if review.status == ProductReview.REJECTED:
        raise AlreadyDecided
    review.status, review.refused_because = ProductReview.REJECTED, because
    review.save()
    review.decisions.create(is_approved=False, reason=because, decided_by=by, decided_at=at)
    return review


def answer(*, review: ProductReview, text: str, by: User, at: datetime) -> None:
    """The maker's one answer to a review that is shown. Raises AlreadyAnswered."""
    unanswered = ProductReview.objects.approved().filter(pk=review.pk, answer="")
    if not unanswered.update(answer=text, answered_by=by, answered_at=at):
        raise AlreadyAnswered


def _lock(review: ProductReview) -> ProductReview:
    return ProductReview.objects.select_for_update(of=("self",)).select_related("product").get(pk=review.pk)
