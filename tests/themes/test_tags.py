"""Money, days and icons, as templates write them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError

from themes import engine
from themes.templatetags.theme import dong, icon, icon_names, ngay, number, page_numbers, signed

DESK = engine.ROOM / "ocop/templates/pages/desk"


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


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (999, "999"), (1234, "1.234"), (-1234567, "-1.234.567")])
def test_a_count_is_written_as_money_is(count, said):
    assert number(count) == said


def test_what_is_no_whole_number_is_left_as_it_is():
    assert [number(other) for other in ("1234", None, "12.000 ₫")] == ["1234", None, "12.000 ₫"]


@pytest.mark.parametrize(("count", "said"), [(1234, "+1.234"), (-5, "-5"), (0, "+0")])
def test_a_difference_says_its_sign(count, said):
    assert signed(count) == said


def bare_counts(template: str) -> list[str]:
    """Cells of figures that say a value as it is, without a filter that writes it as people do."""
    return re.findall(r'<t[dh][^>]*class="n"[^>]*>(?:<b>)?\{\{ ([\w.]+) \}\}(?!–)', template)


def test_no_page_of_the_desk_has_a_figure_without_its_thousands_set_apart():
    pages = sorted(DESK.rglob("*.html"))

    assert len(pages) > 40
    assert {page.name: found for page in pages if (found := bare_counts(page.read_text()))} == {}


def test_such_a_figure_would_be_found():
    """The negative control."""
    assert bare_counts('<td data-label="x" class="n"><b>{{ row.units }}</b></td>') == ["row.units"]
