import pytest
from django.urls import reverse
from django.utils.timezone import now

from catalogue.reviews.models import ProductReview
from shop.reviews import writing
from tests.factories.sending import a_delivered_order


@pytest.fixture
def review(world):
    """Of the producer member's own product, waiting to be read."""
    order = a_delivered_order((world.here.product, 1), email="hoa@example.com")
    return writing.write(line=order.lines.get(), score=2, body="Hơi nhạt.", name="", at=now())


def shown_on(client, review):
    return "Hơi nhạt." in client.get(review.product.get_absolute_url()).text


def test_an_officer_approves_and_it_is_shown(signed_in, review):
    client = signed_in("programme officer")
    waiting = list(client.get(reverse("desk:reviews")).context["page_obj"])
    before = shown_on(client, review)

    client.post(reverse("desk:approve-review", args=[review.pk]))

    review.refresh_from_db()
    decision = review.decisions.get()
    assert (waiting, before, shown_on(client, review)) == ([review], False, True)
    assert (decision.is_approved, decision.decided_by, decision.reason) == (
        True,
        client.get("/").wsgi_request.user,
        "",
    )
    assert review.product.rating == 2.0


def test_a_refusal_needs_its_reason(signed_in, review):
    client = signed_in("programme officer")
    address = reverse("desk:refuse-review", args=[review.pk])

    page = client.post(address, {"because": "  "})
    refused = client.post(address, {"because": "Nói về hàng khác."})

    review.refresh_from_db()
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["because"])
    assert refused.status_code == 302
    assert (review.status, review.refused_because) == (ProductReview.REJECTED, "Nói về hàng khác.")
    assert list(review.decisions.values_list("is_approved", "reason")) == [(False, "Nói về hàng khác.")]


def test_a_review_that_was_shown_leaves_the_rating_when_it_is_refused(signed_in, review):
    client = signed_in("administrator")
    client.post(reverse("desk:approve-review", args=[review.pk]))

    client.post(reverse("desk:refuse-review", args=[review.pk]), {"because": "Lời xúc phạm."})

    review.product.refresh_from_db()
    assert (review.product.rating, shown_on(client, review)) == (None, False)
    assert review.decisions.count() == 2


def test_pressed_twice_it_is_decided_once(signed_in, review):
    client = signed_in("programme officer")
    for _time in range(2):
        client.post(reverse("desk:approve-review", args=[review.pk]))

    assert review.decisions.count() == 1


def test_the_maker_answers_once(signed_in, review):
    signed_in("administrator").post(reverse("desk:approve-review", args=[review.pk]))
    client = signed_in("producer member")
    address = reverse("desk:answer-review", args=[review.pk])

    client.post(address, {"text": "Cảm ơn bạn."})
    again = client.post(address, {"text": "Và nữa."})

    review.refresh_from_db()
    assert (review.answer, again.status_code) == ("Cảm ơn bạn.", 200)
    assert "Cảm ơn bạn." in client.get(review.product.get_absolute_url()).text


def test_a_maker_does_not_see_what_is_not_shown(signed_in, review):
    client = signed_in("producer member")

    assert list(client.get(reverse("desk:reviews")).context["page_obj"]) == []
    assert client.get(reverse("desk:answer-review", args=[review.pk])).status_code == 404


def test_oscars_dashboard_leads_to_the_desk(signed_in, review):
    client = signed_in("administrator")
    client.force_login(_superuser())

    answer = client.get("/dashboard/reviews/")

    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:reviews"))


def _superuser():
    from tests.factories import a_member_of_staff

    return a_member_of_staff()
