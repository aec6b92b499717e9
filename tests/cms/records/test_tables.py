import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories import a_location, a_member_of_staff, a_product, a_shopper
from tests.factories.ordering import a_service

TABLES = [
    "service",
    "location",
    "openinghours",
    "assignment",
    "producer",
    "membership",
    "rulebook",
    "criteriaset",
]


@pytest.fixture
def administrator(planted, client):
    staff = a_member_of_staff()
    client.force_login(staff)
    return staff


def editor_who_may(client, *codenames):
    editor = a_shopper()
    editor.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(editor)
    return editor


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_listed_and_has_a_form(administrator, client, table):
    a_product(on_hand=1)
    a_service()

    answers = [client.get(reverse(f"{table}:{view}")).status_code for view in ("index", "add")]

    assert answers == [200, 200]


def form_of(page) -> dict:
    """What a browser would send back, unchanged."""
    form = page.context["form"]
    parts = [form, *(part for formset in form.formsets.values() for part in (formset.management_form, *formset.forms))]
    return {
        field.html_name: "" if field.value() is None else field.value()
        for part in parts
        for field in part
        if field.value() is not False
    }


def test_rates_and_surcharges_are_edited_inside_their_service(administrator, client):
    service = a_service(base=22_000, surcharges={"cash": 10_000})
    url = reverse("service:edit", args=[service.pk])
    facts = form_of(client.get(url))

    client.post(url, facts | {"rates-0-base": 30_000, "surcharges-0-amount": 12_000})

    assert sorted(service.rates.values_list("base", flat=True)) == [22_000, 22_000, 30_000]
    assert list(service.surcharges.values_list("cause", "amount")) == [("cash", 12_000)]


def test_a_second_rate_for_one_zone_is_refused_and_nothing_is_changed(administrator, client):
    service = a_service(base=22_000)
    url = reverse("service:edit", args=[service.pk])
    facts = form_of(client.get(url))

    page = client.post(url, facts | {"rates-0-zone": facts["rates-1-zone"], "rates-0-base": 30_000})

    assert (page.status_code, set(service.rates.values_list("base", flat=True))) == (200, {22_000})


def test_a_producer_cannot_be_verified_without_saying_when(administrator, client):
    producer = a_product().producer
    facts = {"name": producer.name, "slug": producer.slug, "legal_form": "HTX", "ward": producer.ward_id}

    page = client.post(
        reverse("producer:edit", args=[producer.pk]), facts | {"verification": "verified", "verified_at": ""}
    )

    producer.refresh_from_db()
    assert (page.status_code, producer.verified_at is None) == (200, False)


def test_a_certificate_is_looked_at_and_never_typed_over(administrator, client):
    certificate = a_product().certificates.get()

    answers = {
        view: client.get(reverse(f"certificate:{view}", args=args)).status_code
        for view, args in (
            ("index", []),
            ("inspect", [certificate.pk]),
            ("add", []),
            ("edit", [certificate.pk]),
            ("delete", [certificate.pk]),
        )
    }

    assert answers == {"index": 200, "inspect": 200, "add": 302, "edit": 302, "delete": 302}


def test_an_editor_sees_the_tables_of_their_permissions(planted, client):
    editor_who_may(client, "change_location")
    a_location()

    answers = [client.get(reverse(f"{table}:index")).status_code for table in ("location", "producer", "service")]

    assert answers == [200, 302, 302]


def test_a_shopper_sees_none(planted, client):
    client.force_login(a_shopper())

    assert [client.get(reverse(f"{table}:index")).status_code for table in TABLES] == [302] * len(TABLES)


def test_an_editor_picks_products_for_the_front_page(administrator, client):
    a_product("Nước mắm Cửa Khe")

    page = client.get(reverse("product_chooser:choose"))

    assert (page.status_code, "Nước mắm Cửa Khe" in page.json()["html"]) == (200, True)
