"""Writing of what one has bought."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from catalogue.reviews.exceptions import AlreadyReviewed, ReviewError
from catalogue.reviews.models import ProductReview
from shop.order.models import Line, Order
from shop.order.parcels import Parcel
from shop.reviews.models import Proof


class NotArrived(ReviewError):
    sentence = _("You can write of these goods once they have arrived.")


def arrived() -> Q:
    """Lines of which at least one parcel is with its buyer."""
    return Q(parcel_lines__parcel__state=Parcel.State.DELIVERED) & ~Q(order__status=Order.CANCELLED)


def lines_to_review(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Those that have arrived and whose product is still known, each with its review, if there is one."""
    found = lines.filter(arrived(), product__isnull=False).select_related(
        "order", "product__parent", "review_proof__review"
    )
    return found.distinct().order_by("-order__date_placed", "pk")


def author_key(order: Order) -> str:
    """Stands for the buyer across orders, and tells nobody who that is."""
    return key_of(order.email_address or f"order {order.pk}")


def key_of(who: str) -> str:
    return salted_hmac("shop.reviews.author", who.lower(), algorithm="sha256").hexdigest()


@transaction.atomic
def write(*, line: Line, score: int, body: str, name: str, at: datetime) -> ProductReview:
    """A review that waits to be read; one that was refused is written anew. Raises NotArrived, AlreadyReviewed."""
    if not Line.objects.filter(arrived(), pk=line.pk).exists():
        raise NotArrived
    product, order = line.product.canonical, line.order
    said = {
        "score": score,
        "body": body,
        "name": name,
        "language": translation.get_language() or "vi",
        "status": ProductReview.FOR_MODERATION,
        "refused_because": "",
    }
    review = (
        ProductReview.objects.select_for_update(of=("self",))
        .filter(product=product, author_key=author_key(order))
        .first()
    )
    if review is None:
        return _add(line, ProductReview(product=product, user=order.user, author_key=author_key(order), **said))
    if review.status != ProductReview.REJECTED:
        raise AlreadyReviewed
    for field, value in said.items():
        setattr(review, field, value)
    review.save()
    return review


def _add(line: Line, review: ProductReview) -> ProductReview:
    try:
        with transaction.atomic():
            review.save()
            Proof.objects.create(review=review, line=line)
    except IntegrityError as fault:
        raise AlreadyReviewed from fault
    return review
