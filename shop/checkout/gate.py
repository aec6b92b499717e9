"""Before alcohol is shown a page asks for an age: once per session, without scripts, alike for all."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from catalogue.publishing import is_for_adults
from shop.checkout import adults

TEMPLATE = "pages/catalogue/adults_only.html"
OLDEST_YEARS = 120


class BornField(forms.DateField):
    """A date on which somebody alive may have been born."""

    widget = forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d")

    def clean(self, value) -> date:
        born = super().clean(value)
        today = localdate()
        if born > today or today.year - born.year > OLDEST_YEARS:
            raise ValidationError(_("Look at the year once more: nobody is born on that day."))
        return born


class AgeForm(forms.Form):
    use_required_attribute = False

    born = BornField(
        label=_("Date of birth"),
        help_text=_("We check your age and do not keep the date."),
        error_messages={"required": _("Write your date of birth.")},
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)


def ask_age(request: HttpRequest, product) -> HttpResponse | None:
    """The page in place of an alcoholic product's, until an adult has said so."""
    if not is_for_adults(product) or adults.is_known(request):
        return None
    return render(request, TEMPLATE, {"form": AgeForm(initial={"next": request.get_full_path()})})


class AgePage(FormView):
    template_name = TEMPLATE
    form_class = AgeForm

    def get(self, request, *args, **kwargs):
        return redirect("catalogue:index")

    def form_valid(self, form):
        if not adults.is_adult(form.cleaned_data["born"], localdate()):
            return self.render_to_response(self.get_context_data(is_too_young=True), status=403)
        adults.remember(self.request)
        wanted = form.cleaned_data["next"]
        is_ours = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return redirect(wanted if is_ours else "catalogue:index")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
