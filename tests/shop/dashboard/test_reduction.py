"""Offers as an administrator sets them up in Oscar's dashboard."""

import pytest
from oscar.core.loading import get_class, get_model

pytestmark = pytest.mark.django_db


def errors(**facts) -> dict[str, list[str]]:
    goods = get_model("offer", "Range").objects.create(name="Tất cả", includes_all_products=True)
    form = get_class("dashboard.offers.forms", "BenefitForm")({"range": goods.pk, "max_affected_items": ""} | facts)
    return {name: list(said) for name, said in form.errors.items()}


@pytest.mark.parametrize("kind", ["Shipping percentage", "Shipping absolute", "Shipping fixed price"])
def test_a_reduction_on_shipping_is_refused_with_the_way_out(kind):
    said = errors(type=kind, value="10")["type"]

    assert said == [
        "Ở đây không giảm phí giao hàng: mỗi kiện đi theo giá của bên vận chuyển. Hãy giảm một số tiền trên hàng."
    ]


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        ("Absolute", "10000", []),
        ("Absolute", "10000.5", ["Số tiền là số đồng nguyên."]),
        ("Fixed", "0.5", ["Số tiền là số đồng nguyên."]),
        ("Percentage", "12.5", []),
    ],
)
def test_an_amount_is_whole_dong_and_a_percentage_need_not_be(kind, value, wrong):
    assert errors(type=kind, value=value).get("value", []) == wrong
