import ast
import inspect
from pathlib import Path

import django
import oscar
import polib
import pytest
from django import forms
from django.utils import translation

from shop import borrowed_words


def collected():
    """The sentences, as `make messages` finds them: the first text of each call."""
    for call in ast.walk(ast.parse(inspect.getsource(borrowed_words))):
        if isinstance(call, ast.Call):
            yield call.args[0].value


def theirs() -> set[str]:
    sources = [path for package in (django, oscar) for path in Path(package.__file__).parent.rglob("locale/en/**/*.po")]
    return {entry.msgid for path in sources for entry in polib.pofile(str(path))}


def test_django_and_oscar_still_say_them():
    gone = set(collected()) - theirs()

    assert gone == set()


@pytest.mark.parametrize("sentence", list(collected()))
def test_our_catalogue_says_them_in_vietnamese(sentence):
    ours = {entry.msgid: entry for entry in polib.pofile("shop/locale/vi/LC_MESSAGES/django.po")}

    assert sentence in ours
    assert ours[sentence].translated()


def test_a_shopper_reads_our_words():
    field = forms.EmailField()

    with translation.override("vi"), pytest.raises(forms.ValidationError) as refused:
        field.clean("")

    assert refused.value.messages == ["Xin điền vào ô này."]
