"""Components get plain values, say what they want, and are understood without seeing them."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from themes import engine

COMPONENTS = sorted((engine.ROOM / "ocop/templates/components").glob("*.html"))


class Delivery(forms.Form):
    phone = forms.CharField(help_text="The carrier calls it.", widget=forms.TextInput(attrs={"inputmode": "tel"}))
    note = forms.CharField(required=False)
    keep = forms.BooleanField(required=False)
    how = forms.ChoiceField(choices=[("door", "To the door"), ("fetch", "Fetch it")], widget=forms.RadioSelect)


def rendered(name, **values):
    return re.sub(r"[ \n]+", " ", render_to_string(f"components/{name}.html", values))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_begins_with_what_it_wants(path):
    assert path.read_text("utf-8").startswith(f"{{# components/{path.name} wants: ")


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_nothing_in_vietnamese_by_itself(path):
    spoken = path.read_text("utf-8").replace("Trà My", "").replace("Chợ", "")

    assert re.findall(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", spoken) == []


def test_a_card_is_one_link():
    card = rendered(
        "product_card",
        url="/san-pham/muoi/", title="Muối hầm Sa Huỳnh", picture={"url": "/media/muoi.webp"}, stars=4,
        maker="TNHH", place="Phường Sa Huỳnh", price=45_000, unit="300 g", note="Chỉ còn 2",
    )  # fmt: skip

    assert re.findall(r"<a [^>]*>([^<]*)</a>", card) == ["Muối hầm Sa Huỳnh"]
    assert '<p class="price">45.000\xa0₫ <span class="unit">/ 300 g</span></p>' in card
    assert 'width="800" height="1000" alt="" loading="lazy"' in card


def test_stars_are_said_in_words_and_their_drawing_is_silent():
    with translation.override("vi"):
        badge = rendered("star_badge", stars=4, label="OCOP 4 sao")

    assert '<span class="unseen">OCOP 4 sao</span>' in badge
    assert '<b aria-hidden="true">★★★★</b>' in badge


def test_no_stars_no_badge():
    assert rendered("star_badge", stars=0).strip() == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("valid", "OCOP certificate in force"),
        ("lapsed", "OCOP certificate has run out"),
        ("revoked", "OCOP certificate was withdrawn"),
        ("none", "No OCOP certificate yet"),
    ],
)
def test_a_certificate_says_its_state_in_words(state, words):
    with translation.override("en"):
        assert words in rendered("certificate_slip", state=state)


def test_a_wrong_field_points_to_its_help_and_its_error():
    form = Delivery({"how": "door"})

    field = rendered("field", field=form["phone"])

    assert 'inputmode="tel"' in field
    assert 'aria-invalid="true" aria-describedby="id_phone_helptext id_phone_error"' in field
    assert 'id="id_phone_helptext"' in field
    assert 'id="id_phone_error"' in field


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field():
    summary = rendered("form_errors", form=Delivery({"how": "door"}))

    assert 'role="alert" tabindex="-1" data-focus' in summary
    assert '<a href="#id_phone">Phone</a>' in summary


def test_a_group_of_choices_is_a_fieldset():
    assert "<fieldset" in rendered("field", field=Delivery()["how"])


def test_pages_keep_the_other_questions():
    request = RequestFactory().get("/san-pham/?q=tr%C3%A0&page=2")
    page = Paginator(range(100), 10).page(2)
    listed = Template('{% include "components/pagination.html" with page_obj=page request=request only %}')

    html = listed.render(RequestContext(request, {"page": page, "request": request}))

    assert 'rel="next" href="?q=tr%C3%A0&amp;page=3"' in html


def test_a_row_of_a_table_names_its_cells_for_the_card_it_becomes():
    table = rendered(
        "table",
        caption="Orders",
        columns=[("Order", False), ("Money", True)],
        rows=[{"url": "/1/", "cells": ["DN-1", "9"]}],
    )

    assert '<th scope="row"><a href="/1/">DN-1</a></th><td data-label="Money" class="n">9</td>' in table


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["403", "404", "500", "403_csrf"])
def test_an_error_page_stands_without_a_request(name, language):
    with translation.override(language):
        page = render_to_string(f"{name}.html")

    assert f'<html lang="{language}" class="theme-ocop" data-theme="ocop">' in page
    assert len(re.findall("<h1>", page)) == 1


def test_a_letter_reads_well_in_both_forms():
    values = {"action_url": "https://cho.vn/don-hang/1/", "action": "Xem đơn", "site_owner": {"name": "Văn phòng"}}

    assert "https://cho.vn/don-hang/1/" in render_to_string("emails/base.txt", values)
    assert "<table" not in render_to_string("emails/base.html", values)


def test_the_page_says_which_theme_it_wears():
    with engine.use_theme("tet"):
        page = Template('{% extends "base/bare.html" %}').render(Context())

    assert 'class="theme-tet" data-theme="tet"' in page
    assert '<meta name="theme-color" content="#fff7ec">' in page
