from django.template import engines
from django.test import RequestFactory

from cms.pages.context import site
from cms.pages.models import ContentPage
from tests.factories import a_basket, a_product, a_shopper


def told(client, name, address="/"):
    return client.get(address).context[name]()


def test_a_page_that_asks_for_nothing_pays_nothing(planted, django_assert_num_queries):
    request = RequestFactory().get("/")

    with django_assert_num_queries(0):
        words = engines["django"].from_string("{{ site_owner.name }} {{ is_demo }}").render({}, request)

    assert words == "Chợ OCOP (minh họa) True"


def test_nothing_is_asked_before_it_is_used(planted, django_assert_num_queries):
    with django_assert_num_queries(0):
        context = site(RequestFactory().get("/"))

    assert callable(context["site_nav"])


def test_the_menu_is_remembered_until_a_page_changes(planted, client, django_assert_num_queries):
    from cms.pages.signs import signs_of

    before = signs_of(planted.pk, "vi")
    with django_assert_num_queries(0):
        signs_of(planted.pk, "vi")
    page = ContentPage.objects.get(slug="giao-hang")
    page.title = "Gửi hàng"
    page.save_revision().publish()

    after = signs_of(planted.pk, "vi")

    assert [words.words[0] for words in (before, after)] == [("/giao-hang/", "Giao hàng"), ("/giao-hang/", "Gửi hàng")]


def test_an_unpublished_page_leaves_the_menu(planted):
    from cms.pages.signs import signs_of

    ContentPage.objects.get(slug="giao-hang").unpublish()

    assert "/giao-hang/" not in dict(signs_of(planted.pk, "vi").words)


def test_a_page_that_not_everyone_may_read_is_not_pointed_to_nor_what_lies_below_it(planted):
    from cms.pages.signs import signs_of

    delivery = ContentPage.objects.get(slug="giao-hang")
    closing = delivery.view_restrictions.create(restriction_type="login")
    without_it = dict(signs_of(planted.pk, "vi").words)
    closing.page = planted.root_page
    closing.save()

    assert ("/giao-hang/" in without_it, len(without_it) > 0) == (False, True)
    assert (signs_of(planted.pk, "vi").menu, signs_of(planted.pk, "vi").words) == ([], [])


def test_the_menu_is_that_of_the_language_asked_for(planted):
    from cms.pages.signs import signs_of

    assert [signs_of(planted.pk, language).home for language in ("vi", "en")] == ["/", "/en/"]


def test_the_basket_is_counted_in_units(planted, client):
    shopper = a_shopper()
    a_basket((a_product(on_hand=9), 3), owner=shopper)
    client.force_login(shopper)

    assert told(client, "basket_count") == 3


def test_a_visitor_without_a_basket_has_nothing_in_it(planted, client):
    assert told(client, "basket_count") == 0
