"""Whatever page of Oscar's a shopper can come upon stands in our frame."""

from django.urls import reverse

from tests.factories import a_product, a_shopper


def is_ours(page):
    return page.status_code, 'data-theme="ocop"' in page.text, "oscar/css" in page.text


def test_offers_and_reviews_stand_in_our_frame(planted, client):
    product = a_product()
    client.force_login(a_shopper())
    named = {"product_slug": product.slug, "product_pk": product.pk}
    addresses = [
        reverse("offer:list"),
        reverse("product_reviews", kwargs=named),
    ]

    assert [is_ours(client.get(address)) for address in addresses] == [(200, True, False)] * 2


def test_there_are_no_wishlists(planted, client):
    assert [client.get(address).status_code for address in ("/yeu-thich/x/", "/en/wishlists/x/")] == [404, 404]
