"""The page that asks a visitor where they are, and forgets it when told to."""

from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from catalogue.places.models import Province
from shop.address.entry import PlaceForm
from shop.locations import whereabouts


class MyPlaceForm(PlaceForm):
    """Province and, for whoever wants the nearest shelf, the ward. Nothing more exact."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["line1"], self.fields["legacy_address"]
        self.fields["ward"].required = False
        self.fields["province"].error_messages["required"] = gettext_lazy("Choose the province or city.")

    def whereabouts(self) -> whereabouts.Whereabouts:
        ward = self.cleaned_data["ward"]
        province = ward.province if ward else Province.objects.current().get(code=self.cleaned_data["province"])
        return whereabouts.at(province=province, ward=ward)


class MyPlace(FormView):
    """Remembered in the visitor's own browser; `next` is the page that asked."""

    form_class = MyPlaceForm
    template_name = "pages/locations/my_place.html"

    def get_initial(self):
        here = whereabouts.read(self.request)
        return {"province": here.province_code, "ward": here.ward_code} if here else {}

    def post(self, request, *args, **kwargs):
        if "forget" in request.POST:
            response = HttpResponseRedirect(self.next_page())
            whereabouts.forget(response)
            return response
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        response = HttpResponseRedirect(self.next_page())
        whereabouts.remember(response, form.whereabouts())
        return response

    def get_context_data(self, **kwargs: Any):
        return super().get_context_data(**kwargs) | {
            "next": self.next_page(),
            "here": whereabouts.read(self.request),
            "crumbs": [(reverse("home"), _("Home")), ("", _("Where you are"))],
        }

    def next_page(self) -> str:
        asked = self.request.POST.get("next") or self.request.GET.get("next") or ""
        is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={self.request.get_host()})
        return asked if is_ours else reverse("locations:index")
