"""Whose month is read by whom, and what is asked for wrongly."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate


@pytest.mark.parametrize("page", ["desk:month", "desk:month-paper"])
def test_a_manager_reads_the_month_of_their_own_point_alone(world, signed_in, page):
    manager = signed_in("point manager")

    own = manager.get(reverse(page), {"location": world.here.location.pk})
    others = manager.get(reverse(page), {"location": world.there.location.pk})

    assert (own.status_code, others.status_code) == (200, 404)


def test_it_begins_with_ones_own_point_and_the_month_that_runs(world, signed_in):
    month = signed_in("point manager").get(reverse("desk:month")).context["month"]

    assert (month.location, month.first) == (world.here.location, localdate().replace(day=1))
    assert month.counters == 120_000


@pytest.mark.parametrize("month", ["2026-13", "thang-chin", "2026", "2026-11-05"])
def test_what_is_no_month_is_not_found(world, signed_in, month):
    assert signed_in("point manager").get(reverse("desk:month"), {"month": month}).status_code == 404
