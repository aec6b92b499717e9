from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from shop.basket.models import Basket, Line
from tests.factories import a_location, a_product, a_shopper
from tests.factories.sizes import a_product_in_sizes

BASKET = "/en/basket/"


@pytest.fixture(autouse=True)
def _site(site):
    return site


def add(client, product, quantity=1, **more):
    return client.post(f"{BASKET}add/{getattr(product, 'pk', product)}/", {"quantity": quantity}, **more)


def lines(client) -> list[tuple]:
    return [(row["line"].product, row["line"].quantity) for row in client.get(BASKET).context["rows"]]


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_a_guest_puts_goods_in_and_finds_them_there(client):
    product = a_product(price=120_000, on_hand=5)

    answer = add(client, product, 2, follow=True)

    assert answer.redirect_chain == [(f"/en/products/{product.slug}_{product.pk}/", 302)]
    assert said(answer) == ['Nước mắm Cửa Khe is in your basket. <a href="/en/basket/">See the basket</a>']
    assert lines(client) == [(product, 2)]
    assert "240.000\N{NO-BREAK SPACE}₫" in client.get(BASKET).content.decode()


def test_a_title_cannot_break_out_of_the_message(client):
    answer = add(client, a_product("<b>Chè</b>", on_hand=5), follow=True)

    assert said(answer)[0].startswith("&lt;b&gt;Chè&lt;/b&gt; is in")


def test_after_a_size_is_put_in_its_page_shows_that_size(client):
    parent, (__, large) = a_product_in_sizes(90_000, 150_000)

    answer = add(client, large)

    assert answer.url == f"/en/products/{parent.slug}_{parent.pk}/?size={large.pk}"


def test_a_refusal_is_said_on_the_products_page_and_nothing_is_kept(client):
    product = a_product(on_hand=5)

    answer = add(client, product, "10000000000", follow=True)

    assert said(answer) == ["Write how many as a whole number from 1 to 999. Your basket is as it was."]
    assert (Basket.objects.count(), client.cookies.get("oscar_open_basket")) == (0, None)


@pytest.mark.parametrize("number", [999_999, 10**30])
def test_a_product_gone_leads_to_the_basket(client, number):
    answer = add(client, number, follow=True)

    assert said(answer) == ["This product is not sold here any more. Your basket is as it was."]


def test_quantities_are_changed_and_lines_taken_out(client):
    product, other = a_product(on_hand=5), a_product("Chè", on_hand=5)
    add(client, product)
    add(client, other)
    first, second = Line.objects.order_by("pk")

    client.post(f"{BASKET}change/{first.pk}/", {"quantity": "4"})
    client.post(f"{BASKET}take-out/{second.pk}/")

    assert lines(client) == [(product, 4)]


def test_a_line_of_someone_else_is_out_of_reach(client, django_user_model):
    from django.test import Client

    product, stranger = a_product(on_hand=5), Client()
    add(stranger, product, 2)
    line = Line.objects.get()

    answers = [
        client.post(f"{BASKET}change/{line.pk}/", {"quantity": "5"}, follow=True),
        client.post(f"{BASKET}take-out/{line.pk}/", follow=True),
    ]

    assert [said(answer) for answer in answers] == [
        ["That line is not in your basket any more. Nothing was changed."]
    ] * 2
    assert lines(stranger) == [(product, 2)]


def test_a_forged_cookie_opens_nobodys_basket(client):
    from django.test import Client

    stranger = Client()
    add(stranger, a_product(on_hand=5))
    client.cookies["oscar_open_basket"] = f"{Basket.objects.get().pk}:forged"

    assert lines(client) == []


def test_a_certificate_that_lapses_in_the_basket_is_explained_there(client):
    lapsed, fine = a_product("Chả bò", on_hand=5), a_product("Chè", on_hand=5)
    add(client, lapsed)
    add(client, fine)
    assert 'href="/en/checkout/"' in client.get(BASKET).content.decode()

    lapsed.certificates.update(expires_on=localdate() - timedelta(days=1))
    html = client.get(BASKET).content.decode()

    assert "Its OCOP certificate has run out." in html
    assert 'href="/en/checkout/"' not in html


def test_goods_of_guest_and_account_come_together_at_sign_in(client):
    user, product, other = a_shopper(), a_product(on_hand=5), a_product("Chè", on_hand=5)
    client.force_login(user)
    add(client, product, 1)
    client.logout()
    add(client, product, 2)
    add(client, other, 1)

    client.force_login(user)

    assert lines(client) == [(product, 2), (other, 1)]


def test_looking_at_an_empty_basket_makes_none(client):
    answer = client.get(BASKET)

    assert "There is nothing in it yet" in answer.content.decode()
    assert Basket.objects.count() == 0


def test_only_a_sent_form_changes_anything(client):
    product = a_product(on_hand=5)
    add(client, product)
    line = Line.objects.get()

    answers = [client.get(f"{BASKET}{deed}/{line.pk}/").status_code for deed in ("change", "take-out")]

    assert (answers, client.get(f"{BASKET}add/{product.pk}/").status_code) == ([405, 405], 302)
    assert lines(client) == [(product, 1)]


def test_oscars_saved_baskets_are_gone(client):
    client.force_login(a_shopper())

    assert client.get(f"{BASKET}saved/").status_code == 404


def test_one_line_and_ten_cost_the_same_queries(client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(BASKET)
        return len(queries)

    add(client, a_product(on_hand=3))
    client.get(BASKET)
    for_one = cost()
    for n in range(9):
        add(client, a_product(f"Chè {n}", on_hand=3, location=a_location()))
    client.get(BASKET)

    assert (cost(), for_one <= 20) == (for_one, True)
