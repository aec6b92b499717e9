"""What ways in share: where a visitor wanted to go, and the welcome."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import View

from shop.account.entering import arriving

NEXT = "next_after_signing_in"


def wanted_by(request: HttpRequest, asked: str) -> str:
    """An address of this site that a visitor asked for, or nothing."""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else ""


class Entry(View):
    """A door through which a visitor comes in, or who is in already goes on."""

    request: Any

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect("customer:profile-view")
        return super().dispatch(request, *args, **kwargs)

    def welcome(self, user: User, *, asked: str = "", proven: str = "") -> HttpResponse:
        arriving.let_in(self.request, user, proven=proven)
        return redirect(wanted_by(self.request, asked) or reverse("customer:order-list"))

    def tell_lost_password(self) -> None:
        messages.warning(
            self.request,
            _(
                "Nobody had shown before that this address is theirs, so the account's old password and passkeys "
                "were removed. Set new ones here if you like."
            ),
        )
