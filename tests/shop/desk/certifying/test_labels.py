from django.urls import reverse

from tests.factories import a_criteria_set, a_product, a_province, a_ward
from tests.shop.desk.conftest import said

FACTS = {
    "net_quantity": "500",
    "net_unit": "ml",
    "ingredients": "Cá cơm, muối",
    "usage": "Chấm, nêm",
    "storage": "Nơi khô mát",
    "warnings": "Không dùng khi có mùi lạ",
    "declaration_number": "01/CK/2026",
    "province": "48",
    "ward": "20794",
}


def facts_of(product, **changed):
    return FACTS | {"criteria_set": product.criteria_set_id} | changed


def listed(response):
    return [(label.product, label.lacking) for label in response.context["page_obj"]]


def test_a_label_is_listed_with_what_it_lacks_until_that_is_said(desk):
    product = a_product("Nước mắm Cửa Khe", declaration_number="01/CK/2026")
    [(found, lacking)] = listed(desk.get(reverse("desk:labels")))

    response = desk.post(reverse("desk:label", args=[product.pk]), facts_of(product), follow=True)

    assert (found, "ingredients" in lacking) == (product, True)
    assert len(said(response)) == 1
    assert listed(desk.get(reverse("desk:labels"))) == []
    product.refresh_from_db()
    assert (product.ingredients, product.storage) == ("Cá cơm, muối", "Nơi khô mát")


def test_products_are_found_without_accents(desk):
    wanted = a_product("Nước mắm Cửa Khe")
    a_product("Quế Trà My")

    response = desk.get(reverse("desk:labels"), {"show": "all", "q": "nuoc mam"})

    assert [product for product, _lacking in listed(response)] == [wanted]


def test_a_wrong_barcode_keeps_what_was_typed(desk):
    product = a_product()

    response = desk.post(reverse("desk:label", args=[product.pk]), facts_of(product, gtin="8931234567890"))

    form = response.context["form"]
    assert set(form.errors) == {"gtin"}
    assert form["ingredients"].value() == "Cá cơm, muối"
    product.refresh_from_db()
    assert product.ingredients == ""


def test_a_quantity_wants_its_unit(desk):
    product = a_product()

    response = desk.post(reverse("desk:label", args=[product.pk]), facts_of(product, net_unit=""))

    assert set(response.context["form"].errors) == {"net_unit"}


def test_a_product_without_criteria_set_asks_for_it_first(desk):
    product = a_product(criteria_set=None)

    seen = listed(desk.get(reverse("desk:labels")))
    a_criteria_set()
    desk.post(reverse("desk:label", args=[product.pk]), facts_of(product, criteria_set=a_criteria_set().pk))

    product.refresh_from_db()
    assert (seen, product.criteria_set) == ([(product, ["criteria_set"])], a_criteria_set())


def test_an_officer_moves_where_it_is_made(desk):
    product = a_product()
    elsewhere = a_ward("23473", "Xã Măng Đen", province=a_province("51", "Tỉnh Quảng Ngãi"))

    desk.post(reverse("desk:label", args=[product.pk]), facts_of(product, province="51", ward="23473"))

    product.refresh_from_db()
    assert product.origin_ward == elsewhere


def test_a_producer_writes_words_and_not_what_certificates_rest_on(world, signed_in):
    client = signed_in("producer member")
    product = world.here.product
    a_ward("23473", "Xã Măng Đen", province=a_province("51", "Tỉnh Quảng Ngãi"))
    drinks = a_criteria_set(14, group="drink")

    client.post(
        reverse("desk:label", args=[product.pk]),
        facts_of(product, province="51", ward="23473", criteria_set=drinks.pk),
    )

    was = (product.origin_ward, product.criteria_set)
    product.refresh_from_db()
    assert (product.ingredients, (product.origin_ward, product.criteria_set)) == ("Cá cơm, muối", was)


def test_a_size_asks_only_for_its_own_figures(desk):
    parent = a_product("Cà phê", structure="parent", net_quantity=None, net_unit="")
    child = a_product(
        "Gói 250 g", structure="child", parent=parent, producer=None, criteria_set=None, stars=None,
        net_quantity=None, net_unit="", product_class=None,
    )  # fmt: skip

    form = desk.get(reverse("desk:label", args=[child.pk])).context["form"]
    lacking = dict(listed(desk.get(reverse("desk:labels"))))

    assert set(form.fields) == {
        "net_quantity", "net_unit", "gtin", "weight_g", "length_mm", "width_mm", "height_mm",
    }  # fmt: skip
    assert lacking[child] == ["net_quantity"]
