import pytest
from oscar.core.loading import get_class, get_model

from shop.dashboard.offer import PricedOffer
from tests.factories import a_member_of_staff, a_product

StockRecordForm = get_class("dashboard.catalogue.forms", "StockRecordForm")


def a_form(record, **changes):
    data = {
        "partner": record.partner_id,
        "partner_sku": record.partner_sku,
        "price_currency": "VND",
        "price": "120000",
        "low_stock_threshold": "",
    } | changes
    product_class = record.product.get_product_class()
    return StockRecordForm(product_class, a_member_of_staff(), data=data, instance=record)


def test_oscar_finds_our_form():
    assert issubclass(StockRecordForm, PricedOffer)
    assert issubclass(get_class("dashboard.catalogue.formsets", "StockRecordFormSet").form, StockRecordForm)


def test_the_dashboard_changes_a_price_and_never_stock(db):
    record = a_product(on_hand=5).stockrecords.get()

    form = a_form(record, price="135000", num_in_stock="5000", num_allocated="-5000")
    assert form.is_valid(), form.errors
    form.save()

    record.refresh_from_db()
    assert (record.price, record.num_in_stock, record.num_allocated) == (135_000, 5, 0)


def test_a_sale_while_the_form_is_open_is_not_undone(db):
    product = a_product(on_hand=5)
    form = a_form(product.stockrecords.get(), price="135000")
    assert form.is_valid()

    product.stockrecords.update(num_in_stock=1)
    form.save()

    assert product.stockrecords.get().num_in_stock == 1


@pytest.mark.parametrize("price", ["0", "-1", "1.5", "", "x"])
def test_a_price_is_a_whole_number_of_dong(db, price):
    form = a_form(a_product(on_hand=5).stockrecords.get(), price=price)

    assert list(form.errors) == ["price"]


def test_a_new_offer_starts_with_what_the_ledger_holds(db):
    product = a_product(on_hand=5)
    old = product.stockrecords.get()
    partner, product_class = old.partner, product.get_product_class()
    old.delete()
    data = {"partner": partner.pk, "partner_sku": "MOI", "price_currency": "VND", "price": "90000", "num_in_stock": "7"}

    form = StockRecordForm(product_class, a_member_of_staff(), data=data)
    form.instance.product = product
    assert form.is_valid(), form.errors
    form.save()

    assert get_model("partner", "StockRecord").objects.get(product=product).num_in_stock == 5


def test_the_dashboards_page_of_a_product_opens(client, site):
    client.force_login(a_member_of_staff())
    product = a_product(on_hand=5)

    answer = client.get(f"/dashboard/catalogue/products/{product.pk}/")

    assert answer.status_code == 200
    assert 'name="stockrecords-0-num_in_stock"' in answer.content.decode()
    assert "disabled" in str(answer.context["stockrecord_formset"].forms[0]["num_in_stock"])
