"""What is kept of a person's reviews, also of those written as a guest with the same address."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from catalogue.reviews.models import ProductReview
from shop.account.privacy.holdings import Told, rows
from shop.reviews.writing import key_of


def _written_by(user: User) -> QuerySet[ProductReview]:
    return ProductReview.objects.filter(Q(user=user) | Q(author_key=key_of(user.email))).select_related("product")


def tell(user: User) -> Told:
    facts = ("product", "score", "body", "name", "date_created", "status", "refused_because", "answer")
    return rows(_written_by(user), *facts)


def forget(user: User) -> None:
    """One by one, so that each product's rating follows."""
    for review in _written_by(user):
        review.delete()
