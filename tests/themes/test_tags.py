"""Money, days and icons, as templates write them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError

from themes import engine
from themes.templatetags.theme import dong, icon, icon_names, ngay, page_numbers


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0\xa0₫"),
        (950, "950\xa0₫"),
        (125_000, "125.000\xa0₫"),
        (Decimal("6500000.00"), "6.500.000\xa0₫"),
        (None, ""),
    ],
)
def test_dong_are_grouped_by_points_and_kept_on_one_line(amount, written):
    assert dong(amount) == written


def test_a_day_is_written_day_first():
    assert ngay(date(2028, 8, 12)) == "12/08/2028"


def test_a_moment_is_the_day_it_was_in_vietnam():
    assert ngay(datetime(2026, 11, 22, 18, 30, tzinfo=UTC)) == "23/11/2026"


def test_an_icon_is_inline_and_silent():
    drawn = icon("shopping-basket")

    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"')


def test_an_unknown_icon_is_an_error_for_us_and_nothing_for_a_shopper(settings):
    assert icon("no-such-thing") == ""

    settings.DEBUG = True
    with pytest.raises(TemplateSyntaxError):
        icon("no-such-thing")


def test_every_icon_that_a_template_names_is_in_the_list():
    named = {
        name
        for path in engine.ROOM.glob("*/templates/**/*.html")
        for name in re.findall(r'{% icon "([\w-]+)" %}', path.read_text("utf-8"))
    }

    assert named - icon_names() == set()


def test_far_pages_are_left_out_of_the_list():
    assert page_numbers(Paginator(range(400), 10).page(6)) == [1, "…", 5, 6, 7, "…", 40]
