"""What the page of a product shows of its reviews: two questions to the database, however many there are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from catalogue.models import Product
from catalogue.reviews.models import ProductReview

SHOWN_AT_ONCE = 6


@dataclass(frozen=True)
class Summary:
    """`by_score`: [(stars, how many, their share in percent)], five stars first."""

    count: int
    average: float
    by_score: list[tuple[int, int, int]]


@dataclass(frozen=True)
class Shown(Summary):
    newest: list[ProductReview]
    all_url: str

    @property
    def has_more(self) -> bool:
        return self.count > len(self.newest)


def summary_of(product: Product) -> Summary:
    given = ProductReview.objects.approved().filter(product=product).order_by()
    counts = dict(given.values_list("score").annotate(Count("pk")))
    total = sum(counts.values())
    return Summary(
        count=total,
        average=sum(score * number for score, number in counts.items()) / total if total else 0.0,
        by_score=[
            (n, counts.get(n, 0), round(100 * counts.get(n, 0) / total) if total else 0) for n in range(5, 0, -1)
        ],
    )


def shown_of(product: Product) -> Shown:
    """A product without a rating has no reviews: that asks nothing."""
    summary = summary_of(product) if product.rating else Summary(0, 0.0, [])
    newest = list(ProductReview.objects.shown_of(product)[:SHOWN_AT_ONCE]) if summary.count else []
    return Shown(summary.count, summary.average, summary.by_score, newest=newest, all_url=all_of(product))


def all_of(product: Product) -> str:
    return reverse("product_reviews", kwargs={"product_slug": product.slug, "product_pk": product.pk})


def beside_product(request: HttpRequest, product: Product) -> dict[str, Any]:
    return {"reviews": shown_of(product.canonical)}
