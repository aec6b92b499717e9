"""Every sentence a person reads is English in the sources and Vietnamese in a catalogue. `docs/glossary.md` has the
words; `make messages` collects new sentences."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import polib
import pytest

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("catalogue", "shop", "cms", "themes")
PO = Path("locale/vi/LC_MESSAGES/django.po")

PLACEHOLDER = re.compile(r"%%|%(?:\(\w+\))?[-+ 0#]*\d*(?:\.\d+)?[sdfr]|\{\w*\}")
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Names, the same in every language, and each language's own name for itself.
NAMES = {"Chợ", "CHỢ", "OCOP", "English", "Tiếng", "Việt"}
SHELVES_OF_DATA = {"data", "seeds", "migrations", "dist"}
# Python sources that may hold Vietnamese words, and why.
ALLOWED = {
    "catalogue/drawing/choosing.py": "words of a product's name that choose its drawing",
    "catalogue/drawing/lettering.py": "letters that a label can be set in",
    "catalogue/drawing/motifs.py": "words of a product's name that choose its motif",
    "catalogue/drawing/palette.py": "words of a product's name that choose its colours",
    "catalogue/places/sources.py": "kinds of place, as the sources write them",
    "catalogue/producers/naming.py": "legal forms in makers' names, in full and in letters",
    "catalogue/product.py": "units of sale as they are stored",
    "catalogue/folding.py": "the letter that Unicode does not decompose",
    "shop/demo/*.py": "demonstration data",
    "shop/demo/counters/*.py": "demonstration data",
    "shop/desk/forms/fields.py": "the currency's sign as people type it",
    "shop/payment/bank/statements.py": "the currency's sign as banks write it",
    "catalogue/feeds/schemas.py": "examples in the API's document",
    "shop/pos/devices/api.py": "examples in the API's document",
    "shop/settings/frameworks.py": "the letter that slugs do not know",
    "shop/settings/trade.py": "the operator's own name and place",
}
MARKED_ARGUMENTS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}


@pytest.fixture(scope="module", params=ROOMS)
def catalogue(request):
    return polib.pofile(str(HOUSE / request.param / PO))


def said(entry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def sources(pattern):
    for room in ROOMS:
        for path in sorted((HOUSE / room).rglob(pattern)):
            if not SHELVES_OF_DATA & set(path.parts):
                yield path.relative_to(HOUSE)


def test_every_sentence_is_said_in_vietnamese(catalogue):
    missing = [entry.msgid for entry in catalogue if not all(said(entry))]

    assert missing == []


def test_nothing_is_left_to_a_guess(catalogue):
    guessed = [entry.msgid for entry in catalogue if entry.fuzzy]

    assert guessed == []


def test_vietnamese_has_one_form_for_one_and_many(catalogue):
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"


def test_what_is_filled_in_is_the_same_in_both_languages(catalogue):
    different = [entry.msgid for entry in catalogue if not all(fits(entry, text) for text in said(entry))]

    assert different == []


def fits(entry, text) -> bool:
    wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return sorted(PLACEHOLDER.findall(text)) == wanted


@pytest.mark.parametrize("wrong", ["Còn %(n)s", "Còn", "Còn %(m)d", "Còn %(n)d trên %(n)d"])
def test_a_changed_placeholder_would_be_seen(wrong):
    assert not fits(polib.POEntry(msgid="%(n)d left", msgstr=wrong), wrong)


def test_a_sentence_ends_in_both_languages_or_in_neither(catalogue):
    different = [
        entry.msgid for entry in catalogue if any(ends(entry.msgid) != ends(text) for text in said(entry) if text)
    ]

    assert different == []


def ends(text) -> str:
    return text[-1] if text[-1] in ".:?…\n " and not text.endswith(("No.", "vol.")) else ""


def test_one_sentence_has_one_translation_in_all_rooms():
    """The first of LOCALE_PATHS would win, whatever the others say."""
    words = defaultdict(set)
    for room in ROOMS:
        for entry in polib.pofile(str(HOUSE / room / PO)):
            words[entry.msgctxt, entry.msgid].add(tuple(said(entry)))
    differing = {msgid: versions for (_context, msgid), versions in words.items() if len(versions) > 1}

    assert differing == {}


@pytest.mark.parametrize("path", list(sources("templates/**/*.*")), ids=str)
def test_a_template_marks_all_its_words(path):
    assert unmarked(HOUSE.joinpath(path).read_text()) == set()


HIDDEN = re.compile(
    r"\{#.*?#\}|\{% comment.*?endcomment %\}|\{% blocktranslate.*?endblocktranslate %\}"
    r"|\{% block \w+_class %\}.*?\{% endblock %\}|<!--.*?-->|<(script|style)\b.*?</\1>|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
READ_ALOUD = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')


def unmarked(template) -> set[str]:
    """Words of a template that are neither in a translation tag nor names."""
    seen = HIDDEN.sub(" ", template)
    text = " ".join([*READ_ALOUD.findall(seen), re.sub(r"<[^>]*>", " ", seen)])
    return set(re.findall(r"[^\W\d_]{2,}", text)) - NAMES


@pytest.mark.parametrize("template", ["<p>Giỏ hàng</p>", "<p>Your basket</p>", '<a title="Basket">{% icon "x" %}</a>'])
def test_an_unmarked_word_would_be_seen(template):
    assert unmarked(template) != set()


def python_sources():
    return [(path, ast.parse(HOUSE.joinpath(path).read_text())) for path in sources("*.py")]


def is_allowed(path) -> bool:
    return any(path.match(pattern) for pattern in ALLOWED)


def test_python_says_nothing_in_vietnamese():
    found = {str(path): words for path, tree in python_sources() if not is_allowed(path) and (words := spoken(tree))}

    assert found == {}


def test_every_exception_is_still_needed():
    spoke = [path for path, tree in python_sources() if spoken(tree)]
    unneeded = [pattern for pattern in ALLOWED if not any(path.match(pattern) for path in spoke)]

    assert unneeded == []


def name_of(call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def spoken(tree) -> list[str]:
    """Vietnamese strings of a module. Docstrings, marked sentences, words of addresses and names are none."""
    passed_over = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(node.value)
        if isinstance(node, ast.Call) and name_of(node) in MARKS | {"word"}:
            passed_over.update(ast.walk(node))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed_over
        if VIETNAMESE.search(" ".join(word for word in node.value.split() if word not in NAMES))
    ]


def test_vietnamese_in_python_would_be_seen():
    module = ast.parse('"""Giỏ hàng."""\nHERE = word("gio-hàng", "basket")\nSAID = f"Giỏ hàng {n}"\nNAME = "Chợ OCOP"')

    assert spoken(module) == ["Giỏ hàng "]


def test_labels_and_hints_are_marked():
    found = [
        f"{path}:{argument.value.lineno} {argument.value.value}"
        for path, tree in python_sources()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument in call.keywords
        if argument.arg in MARKED_ARGUMENTS
        and isinstance(argument.value, ast.Constant)
        and re.search(r"[^\W\d_]", str(argument.value.value or ""))
        and not isinstance(argument.value.value, bool)
    ]

    assert found == []


@pytest.mark.gettext
@pytest.mark.parametrize("room", ROOMS)
def test_the_catalogue_holds_the_sentences_of_the_sources(room, tmp_path):
    shutil.copytree(HOUSE / room, tmp_path / room, ignore=shutil.ignore_patterns("locale", "dist", "__pycache__"))
    (tmp_path / room / PO).parent.mkdir(parents=True)
    collected = collect(tmp_path / room)

    kept = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(HOUSE / room / PO))}

    assert {"new": collected - kept, "gone": kept - collected} == {"new": set(), "gone": set()}


def collect(folder) -> set[tuple[str | None, str]]:
    """What `make messages` finds in a folder."""
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "vi", "--verbosity", "0"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        check=True,
    )
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(folder / PO))}


@pytest.mark.gettext
def test_a_new_sentence_would_be_seen(tmp_path):
    (tmp_path / PO).parent.mkdir(parents=True)
    (tmp_path / "page.html").write_text('{% load i18n %}{% translate "A new sentence" %}')

    assert collect(tmp_path) == {(None, "A new sentence")}
