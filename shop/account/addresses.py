"""The address book of an account."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import DeleteView, FormView, ListView
from oscar.apps.customer.mixins import PageTitleMixin

from shop.address.entry import PlaceForm, WhoForm
from shop.address.models import UserAddress
from shop.address.vietnamese import vietnam


class AddressForm(PlaceForm, WhoForm):
    """An entry of the book; `address` is the one that is being changed, of which the account is known."""

    field_order = ("name", "phone", "province", "ward", "line1", "legacy_address")

    def __init__(self, *args, address: UserAddress, **kwargs):
        super().__init__(*args, **kwargs)
        self.address = address

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if not self.errors:
            self._write(cleaned)
            twins = UserAddress.objects.filter(user=self.address.user, hash=self.address.generate_hash())
            if twins.exclude(pk=self.address.pk).exists():
                self.add_error(None, _("This address is in your book already."))
        return cleaned

    def _write(self, cleaned: dict) -> None:
        self.address.first_name, self.address.last_name = cleaned["name"], ""
        self.address.phone_number = cleaned["phone"]
        for name in ("ward", "line1", "legacy_address"):
            setattr(self.address, name, cleaned[name])


class Book(PageTitleMixin):
    """Only the addresses of whoever is signed in."""

    active_tab = "addresses"

    def get_success_url(self) -> str:
        return reverse("customer:address-list")

    def get_queryset(self):
        return UserAddress.objects.filter(user=self.request.user).select_related("ward__province")


class Addresses(Book, ListView):
    template_name = "pages/account/addresses.html"
    context_object_name = "addresses"
    page_title = _("Your addresses")


class Writing(Book, FormView):
    template_name = "pages/account/address_form.html"
    form_class = AddressForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"address": self.get_address()}

    def post(self, request, *args, **kwargs):
        """Without scripts a visitor first chooses a province, then one of its wards."""
        if "choose_province" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = AddressForm(initial=request.POST.dict(), address=self.get_address())
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form):
        form.address.country = vietnam()
        form.address.save()
        messages.success(self.request, _("The address is in your book."))
        return super().form_valid(form)


class SignedInRequest(HttpRequest):
    user: User


class Add(Writing):
    page_title = _("Add an address")
    request: SignedInRequest

    def get_address(self) -> UserAddress:
        return UserAddress(user=self.request.user, is_default_for_shipping=not self.get_queryset().exists())


class Edit(Writing):
    page_title = _("Change the address")

    def get_address(self) -> UserAddress:
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_initial(self):
        address = self.get_address()
        return {
            "name": address.name,
            "phone": address.phone_number,
            "province": address.ward.province.code if address.ward else "",
            "ward": address.ward.code if address.ward else "",
            "line1": address.line1,
            "legacy_address": address.legacy_address,
        }


class Delete(Book, DeleteView):
    template_name = "pages/account/address_delete.html"
    context_object_name = "address"
    page_title = _("Delete this address?")


class Use(Book, View):
    """Make an address the one that checkout offers first."""

    def post(self, request, pk):
        address = get_object_or_404(self.get_queryset(), pk=pk)
        address.is_default_for_shipping = True
        address.save()
        return redirect(self.get_success_url())
