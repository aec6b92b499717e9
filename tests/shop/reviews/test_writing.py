import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import now

from catalogue.reviews import moderating
from catalogue.reviews.exceptions import AlreadyReviewed
from catalogue.reviews.models import Decision, ProductReview
from shop.order.models import Order
from shop.reviews import writing
from tests.factories import a_member_of_staff, a_product, a_shopper
from tests.factories.sending import a_delivered_order
from tests.factories.sizes import a_product_in_sizes


@pytest.fixture(autouse=True)
def _site(site, vietnam):
    return site


def arrived(product, **facts):
    return a_delivered_order((product, 1), **facts)


def write(order, *, score=5, body="Thơm, mặn vừa.", name=""):
    return writing.write(line=order.lines.get(), score=score, body=body, name=name, at=now())


def page_of(order, line=None):
    names = {"number": order.number, "token": order.token}
    return reverse("review_write", kwargs=names | {"line": line.pk}) if line else reverse("review_order", kwargs=names)


def test_a_guest_reviews_by_the_link_of_the_order(client):
    order = arrived(a_product(on_hand=5))
    line = order.lines.get()

    answer = client.post(page_of(order, line), {"score": "4", "body": "Ngon.", "name": "Hoa"})

    review = ProductReview.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(order))
    assert (review.product, review.score, review.body, review.name) == (line.product, 4, "Ngon.", "Hoa")
    assert (review.status, review.proof.line, review.email) == (ProductReview.FOR_MODERATION, line, "")


def test_what_has_not_arrived_cannot_be_reviewed(client, order_on_its_way):
    line = order_on_its_way.lines.get()

    seen = client.get(page_of(order_on_its_way))

    assert list(seen.context["lines"]) == []
    assert client.get(page_of(order_on_its_way, line)).status_code == 404
    with pytest.raises(writing.NotArrived):
        write(order_on_its_way)


@pytest.fixture
def order_on_its_way():
    from tests.factories import an_order

    return an_order((a_product(on_hand=5), 1))


def test_a_stranger_has_no_way_in(client):
    order, another = (arrived(a_product(on_hand=5)) for _time in range(2))
    line = order.lines.get()
    wrong = {"number": order.number, "token": another.token}

    answers = [
        client.get(reverse("review_order", kwargs=wrong)).status_code,
        client.post(reverse("review_write", kwargs=wrong | {"line": line.pk}), {"score": "1"}).status_code,
        client.post(page_of(another, line), {"score": "1"}).status_code,
    ]

    assert answers == [404, 404, 404]
    assert ProductReview.objects.count() == 0


def test_one_buyer_writes_once_of_a_product_across_orders():
    product = a_product(on_hand=9)
    first, second = (arrived(product, email="Hoa@example.com") for _time in range(2))
    other = arrived(product, email="binh@example.com")
    write(first)

    with pytest.raises(AlreadyReviewed):
        write(second)
    write(other)

    assert ProductReview.objects.count() == 2


def test_two_sizes_are_one_product():
    _parent, sizes = a_product_in_sizes(50_000, 90_000)
    small, large = (arrived(size) for size in sizes)
    write(small)

    with pytest.raises(AlreadyReviewed):
        write(large)

    assert ProductReview.objects.get().product == sizes[0].parent


def test_a_refused_review_is_written_anew_and_its_history_stays():
    order, officer = arrived(a_product(on_hand=5)), a_member_of_staff()
    review = write(order, body="Gọi tôi 0905 123 456")
    moderating.refuse(review=review, because="Có số điện thoại.", by=officer, at=now())

    write(order, body="Ngon.")

    review.refresh_from_db()
    assert (review.body, review.status, review.refused_because) == ("Ngon.", ProductReview.FOR_MODERATION, "")
    assert list(Decision.objects.values_list("is_approved", "reason", "decided_by")) == [
        (False, "Có số điện thoại.", officer.pk)
    ]


def test_the_author_reads_why(client):
    order = arrived(a_product(on_hand=5))
    moderating.refuse(review=write(order), because="Nói về hàng khác.", by=a_member_of_staff(), at=now())

    assert "Nói về hàng khác." in client.get(page_of(order)).text


def test_no_review_is_refused_without_a_reason_whoever_writes():
    review = write(arrived(a_product(on_hand=5)))

    with pytest.raises(IntegrityError), transaction.atomic():
        ProductReview.objects.filter(pk=review.pk).update(status=ProductReview.REJECTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        review.decisions.create(is_approved=False, decided_by=a_member_of_staff(), decided_at=now())
    ProductReview.objects.filter(pk=review.pk).update(status=ProductReview.REJECTED, refused_because="Có.")

    assert ProductReview.objects.get().refused_because == "Có."


@pytest.mark.parametrize("score", ["0", "6", "", "năm"])
def test_stars_are_one_to_five(client, score):
    order = arrived(a_product(on_hand=5))

    page = client.post(page_of(order, order.lines.get()), {"score": score})

    assert (page.status_code, ProductReview.objects.count()) == (200, 0)
    assert list(page.context["form"].errors) == ["score"]


def test_an_account_sees_its_own_goods_only(client):
    hoa, binh = a_shopper(), a_shopper()
    mine = arrived(a_product(on_hand=5), user=hoa)
    arrived(a_product(on_hand=5), user=binh)
    client.force_login(hoa)

    page = client.get(reverse("account_reviews"))

    assert [line.order for line in page.context["lines"]] == [mine]


def test_the_list_asks_the_database_the_same_for_one_and_for_many(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    hoa = a_shopper()
    client.force_login(hoa)
    write(arrived(a_product(on_hand=5), user=hoa))
    client.get(reverse("account_reviews"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("account_reviews"))
    for n in range(4):
        write(arrived(a_product(f"Trà {n}", on_hand=5), user=hoa))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("account_reviews"))

    assert len(many) == len(one)


def test_a_cancelled_order_bears_no_review():
    order = arrived(a_product(on_hand=5))
    Order.objects.filter(pk=order.pk).update(status=Order.CANCELLED)

    with pytest.raises(writing.NotArrived):
        write(order)
    assert ProductReview.objects.count() == 0
