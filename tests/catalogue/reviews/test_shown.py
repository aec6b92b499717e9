"""What a product's page shows of its reviews, and at what cost."""

import json
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from catalogue.reviews import shown
from catalogue.reviews.models import ProductReview
from tests.factories import a_product, a_shopper


@pytest.fixture(autouse=True)
def _site(site):
    return site


def review(product, score=5, *, status=ProductReview.APPROVED, **facts):
    n = ProductReview.objects.count()
    return ProductReview.objects.create(
        product=product, score=score, author_key=f"buyer {n}", body=f"Lời {n}.", status=status, **facts
    )


def queries(client, product) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(product.get_absolute_url())
    return len(asked)


@pytest.mark.parametrize("signed_in", [False, True], ids=["a guest", "signed in"])
def test_the_page_asks_the_same_for_one_review_and_for_fifty(client, signed_in):
    product = a_product(on_hand=5)
    if signed_in:
        client.force_login(a_shopper())
    review(product)
    client.get(product.get_absolute_url())
    one = queries(client, product)
    for n in range(49):
        review(product, score=1 + n % 5)

    assert queries(client, product) == one


def test_reviews_cost_two_questions_and_none_where_there_are_none():
    product = a_product()
    with CaptureQueriesContext(connection) as without:
        shown.shown_of(product)
    review(product)
    product.refresh_from_db()
    with CaptureQueriesContext(connection) as with_one:
        shown.shown_of(product)

    assert (len(without), len(with_one)) == (0, 2)


def test_the_average_counts_only_what_is_shown(client):
    product = a_product(on_hand=5)
    review(product, 5)
    review(product, 4)
    review(product, 1, status=ProductReview.FOR_MODERATION)
    review(product, 1, status=ProductReview.REJECTED, refused_because="Lời xúc phạm.")

    page = client.get(product.get_absolute_url())

    reviews = page.context["reviews"]
    assert (reviews.count, reviews.average) == (2, 4.5)
    assert reviews.by_score == [(5, 1, 50), (4, 1, 50), (3, 0, 0), (2, 0, 0), (1, 0, 0)]
    assert [text for text in ("Lời 0.", "Lời 1.", "Lời 2.", "Lời 3.") if text in page.text] == ["Lời 0.", "Lời 1."]


def test_a_machine_reads_the_rating(client):
    product = a_product(on_hand=5)
    review(product, 4)

    text = client.get(product.get_absolute_url()).text

    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    rating = next(node["aggregateRating"] for node in said["@graph"] if node["@type"] == "Product")
    assert rating == {"@type": "AggregateRating", "ratingValue": 4.0, "reviewCount": 1}


def test_what_a_buyer_writes_is_text_and_nothing_more(client):
    product = a_product(on_hand=5)
    review(product, name="<b>Hoa</b>")
    ProductReview.objects.update(body="</script><script>alert(1)</script>")

    text = client.get(product.get_absolute_url()).text

    assert "<script>alert(1)" not in text
    assert "&lt;b&gt;Hoa&lt;/b&gt;" in text


def test_the_list_of_all_goes_page_by_page_at_one_cost(client):
    product = a_product(on_hand=5)
    review(product)
    address = shown.all_of(product)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _n in range(24):
        review(product)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    assert (len(page.context["reviews"]), page.context["page_obj"].paginator.num_pages) == (20, 2)
    assert len(many) == len(one)


def test_reviews_of_what_is_not_shown_have_no_page(client):
    hidden = a_product(is_public=False)

    assert client.get(shown.all_of(hidden)).status_code == 404


@pytest.mark.parametrize("score", [0, 6])
def test_the_database_knows_one_to_five_stars(score):
    product = a_product()

    with pytest.raises(IntegrityError), transaction.atomic():
        review(product, score)
    assert ProductReview.objects.count() == 0


def test_the_list_has_a_word_in_each_language_and_its_former_address_leads_on(client):
    product = a_product("Mắm", on_hand=1)
    here, there = f"/san-pham/mam_{product.pk}/danh-gia/", f"/en/products/mam_{product.pk}/reviews/"

    moved = client.get(f"/san-pham/mam_{product.pk}/reviews/?page=2")

    assert [client.get(address).status_code for address in (here, there)] == [200, 200]
    assert (moved.status_code, moved.url) == (301, f"{here}?page=2")
