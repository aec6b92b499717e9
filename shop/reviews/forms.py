from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


def scores() -> list[tuple[int, str]]:
    return [(n, ngettext("%(n)d star", "%(n)d stars", n) % {"n": n}) for n in range(5, 0, -1)]


class ReviewForm(forms.Form):
    score = forms.TypedChoiceField(label=_("Your stars"), choices=scores, coerce=int, widget=forms.RadioSelect)
    body = forms.CharField(
        label=_("What others should know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("How it tastes or works, how it came, for whom it is good. Up to 2.000 letters."),
    )
    name = forms.CharField(
        label=_("Name to be shown"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text=_("Leave it empty and we show “A buyer”."),
    )
