"""Every demonstration product has a picture, of its form, with its words inside its label."""

import csv
import io
import re

import pytest
from django.conf import settings
from PIL import Image, ImageFont, ImageStat

from catalogue.drawing import FORMS, draw, form_for, group_for, render

PRODUCTS = list(csv.DictReader((settings.BASE_DIR / "shop/demo/data/products.csv").open(encoding="utf-8")))
TEXT = re.compile(r'font-size="(\d+)" text-anchor="middle">((?:<text[^>]*>[^<]*</text>)+)')
# The label of each form leaves this much room for a line of the name.
WIDEST_LINE = 226
INSIDE = {"bottle": 136, "tall": 104, "spirit": 124, "soda": 120, "vial": 130, "jar": 200, "box": 226, "bar": 200}


def picture_of(product):
    number = int(product["criteria_set"])
    return draw(
        name=product["name"],
        form=form_for(product["name"], number),
        group=group_for(number),
        place=product["ward"].split(" ", 1)[1],
    )


def lines_of(svg):
    for size, lines in TEXT.findall(svg):
        for line in re.findall(r">([^<]+)</text>", lines):
            yield (
                line,
                ImageFont.truetype(settings.DRAWING_FONTS / "Phudu-Bold.ttf", 100).getlength(line) * int(size) / 100,
            )


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product["name"])
def test_a_product_is_drawn_with_its_whole_name_inside_the_label(product):
    svg = picture_of(product)

    set_lines = list(lines_of(svg))
    assert " ".join(line for line, _ in set_lines) == product["name"]
    assert max(width for _, width in set_lines) <= INSIDE.get(
        form_for(product["name"], int(product["criteria_set"])), WIDEST_LINE
    )


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product["name"])
def test_a_product_has_the_same_picture_each_time(product):
    once, again = (render(picture_of(product), width=80) for _ in range(2))

    assert once == again


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_pixels(form):
    pixels = Image.open(
        io.BytesIO(render(draw(name="Muối hầm Sa Huỳnh", form=form, group="craft", place="Sa Huỳnh"), width=800))
    )

    assert pixels.size == (800, 1000)
    assert max(ImageStat.Stat(pixels.convert("RGB")).stddev) > 20


def test_pixels_are_the_same_each_time_and_may_be_webp():
    svg = draw(name="Nước mắm Cửa Khe", form="bottle", group="food", place="Thăng An")

    assert render(svg, width=200, format="webp") == render(svg, width=200, format="webp")
    assert Image.open(io.BytesIO(render(svg, width=200, format="webp"))).format == "WEBP"


def test_a_letter_of_the_name_changes_the_pixels():
    one, other = (draw(name=name, form="jar", group="food", place="Trà Linh") for name in ("Mật ong", "Mật ông"))

    assert render(one, width=400) != render(other, width=400)


def test_words_from_outside_cannot_become_markup():
    svg = draw(name='<script>"&', form="jar", group="food", place="<b>")

    assert render(svg, width=40)
    assert "<script>" not in svg


@pytest.mark.parametrize(
    ("name", "number", "form"),
    [
        ("Nước mắm Cửa Khe", 9, "bottle"),
        ("Chiếu cói Nga Sơn", 21, "mat"),
        ("Thịt heo đen Trà My", 2, "tray"),
        ("Xà phòng quế Trà My", 19, "bar"),
        ("Ấm trà gốm Thanh Hà", 21, "teapot"),
        ("Cao lầu khô Hội An", 6, "noodles"),
        ("Thứ chưa ai đặt tên", 13, "pouch"),
    ],
)
def test_the_form_comes_from_what_stands_first_in_the_name(name, number, form):
    assert form_for(name, number) == form


def test_every_criteria_set_has_a_form_and_a_group():
    assert {form_for("", number) for number in range(1, 27)} <= FORMS.keys()
    assert [group_for(number) for number in (1, 13, 14, 17, 18, 20, 21, 22, 23, 25, 26)] == [
        *["food"] * 2, *["drink"] * 2, *["medicine"] * 2, *["craft"] * 2, *["plant"] * 2, "visit",
    ]  # fmt: skip
