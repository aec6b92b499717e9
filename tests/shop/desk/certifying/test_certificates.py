from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from tests.factories import a_certificate, a_product
from tests.shop.desk.conftest import said


def test_certificates_issue_extend_and_revoke(desk):
    product = a_product(stars=None)
    today = localdate()
    issued = desk.post(
        f"{reverse('desk:issue')}?product={product.pk}",
        {"number": "48-1", "stars": "4", "decision": "12/QĐ", "authority": "UBND", "issued_on": today.isoformat()},
        follow=True,
    )
    held = product.certificates.get()

    desk.post(reverse("desk:extend", args=[held.pk]), {"until": (held.expires_on + timedelta(days=30)).isoformat()})
    desk.post(reverse("desk:revoke", args=[held.pk]), {"on": today.isoformat(), "because": "Hồ sơ sai"})

    assert len(said(issued)) == 1
    expires_on = held.expires_on
    held.refresh_from_db()
    assert (held.stars, held.extended_until, held.revoked_on, held.revoked_because) == (
        4,
        expires_on + timedelta(days=30),
        today,
        "Hồ sơ sai",
    )


def test_an_extension_beyond_the_rulebook_is_refused_with_its_days(desk):
    held = a_product().certificates.get()
    until = held.expires_on + timedelta(days=181)

    response = desk.post(reverse("desk:extend", args=[held.pk]), {"until": until.isoformat()})

    assert len(response.context["form"].non_field_errors()) == 1
    assert response.context["form"]["until"].value() == until.isoformat()
    held.refresh_from_db()
    assert held.extended_until is None


def test_certificates_that_run_out_soon_come_first_to_sight(desk):
    today = localdate()
    soon = a_product(stars=None)
    later = a_product(stars=None)
    gone = a_product(stars=None)
    ending = a_certificate(soon, expires_on=today + timedelta(days=40))
    a_certificate(later, expires_on=today + timedelta(days=400))
    lapsed = a_certificate(gone, expires_on=today - timedelta(days=1))

    seen = {
        show: [held for held, _state, _left in desk.get(reverse("desk:certificates"), {"show": show}).context["rows"]]
        for show in ("", "lapsed", "revoked")
    }

    assert seen == {"": [ending], "lapsed": [lapsed], "revoked": []}
