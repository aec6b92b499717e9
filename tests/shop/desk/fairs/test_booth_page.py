"""A booth's page: its counters always, its figures only once it is counted."""

from django.urls import reverse

from tests.factories import a_product
from tests.factories.counters import a_device
from tests.factories.fairs import an_open_booth, count_all, sell
from themes.templatetags.theme import dong


def page_of(client, booth) -> str:
    return client.get(reverse("desk:booth", args=[booth.pk])).text


def test_dong_and_units_are_told_once_the_booth_is_counted(client, administrator):
    client.force_login(administrator)
    product = a_product("Nước mắm", on_hand=20)
    shelf = product.lots.get().balances.get()
    booth = an_open_booth((shelf, 6))
    sell(booth, shelf.lot, 2)

    while_it_sells = page_of(client, booth)
    counted = page_of(client, count_all(booth))

    assert [dong(240_000) in page for page in (while_it_sells, counted)] == [False, True]


def test_it_names_its_counters_and_what_they_have_not_sent(client, administrator):
    client.force_login(administrator)
    product = a_product("Nước mắm", on_hand=20)
    booth = an_open_booth((product.lots.get().balances.get(), 6))
    a_device(location=booth.location, name="Gian A1", unsent=3)

    page = page_of(client, booth)

    assert "Gian A1" in page
    assert "3 mục chưa gửi" in page
