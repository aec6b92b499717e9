"""The page of points of sale leads to fairs that are on or come next, and to no others."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.factories.fairs import a_fair

pytestmark = pytest.mark.django_db


def test_points_of_sale_lead_to_fairs_that_are_on_or_come(client, site):
    today, day = localdate(), timedelta(days=1)
    coming = a_fair("Hội chợ Tết", starts_on=today + 9 * day, ends_on=today + 12 * day)
    on = a_fair("Hội chợ Xuân")
    over = a_fair("Hội chợ Thu", starts_on=today - 9 * day, ends_on=today - 7 * day)
    hidden = a_fair("Hội chợ kín", is_shown=False)
    closed = a_fair("Hội chợ đã khép sổ", closed_at=now())

    page = client.get(reverse("locations:index")).text

    shown = [fair.name for fair in (on, coming, over, hidden, closed) if fair.get_absolute_url() in page]
    assert shown == [on.name, coming.name]
    assert page.index(on.get_absolute_url()) < page.index(coming.get_absolute_url())


def test_without_fairs_the_page_says_nothing_of_them(client, site):
    assert (
        reverse("fairs:index") not in client.get(reverse("locations:index")).text.split("<main")[1].split("</main")[0]
    )
