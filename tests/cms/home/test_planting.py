from wagtail.models import Locale, Page, Site

from cms.home.models import HomePage
from cms.home.planting import plant
from cms.pages.models import ContentPage, Look
from cms.stories.models import StoryIndexPage

WORDS = {
    "/giao-hang/": "/en/delivery/",
    "/doi-tra/": "/en/returns/",
    "/cach-thanh-toan/": "/en/how-to-pay/",
    "/gia-ca/": "/en/prices/",
    "/thu-tu-hien-thi/": "/en/how-goods-are-ranked/",
    "/khieu-nai/": "/en/complaints/",
    "/quyen-va-nghia-vu/": "/en/rights-and-duties/",
    "/du-lieu-ca-nhan/": "/en/personal-data/",
    "/cham-dut/": "/en/ending-it/",
}


def every_page():
    return list(Page.objects.order_by("path").values_list("path", "title", "slug", "live", "translation_key"))


def test_a_planted_site_answers_in_both_languages(planted, client):
    addresses = ["/", "/en/", "/cau-chuyen/", "/en/stories/", "/du-lich/", "/en/tourism/", *WORDS, *WORDS.values()]

    answers = {address: client.get(address).status_code for address in addresses}

    assert answers == dict.fromkeys(addresses, 200)


def test_the_pages_the_law_asks_for_are_marked_as_an_illustration(planted, client):
    page = client.get("/quyen-va-nghia-vu/")

    assert ContentPage.objects.filter(is_illustrative=True).count() == 2 * len(WORDS)
    assert "checked by their lawyer" in client.get("/en/rights-and-duties/").text
    assert "Ai làm gì" in page.text


def test_english_pages_are_translations_with_words_of_their_own(planted):
    story = StoryIndexPage.objects.get(locale__language_code="vi")
    english = story.get_translation(Locale.objects.get(language_code="en"))

    assert (story.title, english.title) == ("Câu chuyện", "Stories")
    assert english.alias_of is None


def test_planting_twice_changes_nothing(planted):
    before = every_page()

    plant(hostname="testserver")

    assert every_page() == before


def test_what_an_editor_changed_is_left_alone(planted):
    page = ContentPage.objects.get(slug="giao-hang")
    page.slug, page.title = "gui-hang", "Gửi hàng"
    page.save_revision().publish()
    before = every_page()

    plant(hostname="testserver")

    assert every_page() == before


def test_the_default_site_takes_a_new_host_and_keeps_its_tree(planted):
    plant(hostname="cho.example", port=443, name="Chợ Đà Nẵng")

    assert list(Site.objects.values_list("pk", "hostname", "port", "site_name")) == [
        (planted.pk, "cho.example", 443, "Chợ Đà Nẵng")
    ]
    assert HomePage.objects.count() == 2


def test_another_site_has_a_tree_of_its_own(planted):
    tet = plant(hostname="tet.example", theme="tet", is_another=True)

    assert list(Site.objects.filter(is_default_site=True)) == [planted]
    assert Look.objects.get(site=tet).theme == "tet"
    assert StoryIndexPage.objects.descendant_of(tet.root_page).count() == 1
