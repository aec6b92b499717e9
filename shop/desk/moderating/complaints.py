"""Complaints: those that wait, the oldest first, and the one answer that each gets."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from shop.complaints import handling
from shop.complaints.models import Complaint
from shop.desk.frame import PER_PAGE, DeedForm, Desk

SHOWS = {"": gettext_lazy("Waiting"), "answered": gettext_lazy("Answered")}


class ComplaintList(Desk, ListView):
    room, needs = "complaints", "moderates"
    title = gettext_lazy("Complaints")
    template_name = "pages/desk/complaints.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        if self.request.GET.get("show") == "answered":
            found = Complaint.objects.filter(state=Complaint.State.ANSWERED).select_related("answered_by")
            return found.order_by("-answered_at", "-pk")
        return Complaint.objects.filter(state=Complaint.State.RECEIVED)

    def get_context_data(self, **kwargs):
        show = "answered" if self.request.GET.get("show") == "answered" else ""
        return super().get_context_data(**kwargs) | {"show": show, "shows": list(SHOWS.items()), "now": now()}


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Answer, with the reason"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 8})
    )


class AnswerComplaint(DeedForm):
    room, needs = "complaints", "moderates"
    form_class = AnswerForm
    action = gettext_lazy("Send the answer")
    intro = gettext_lazy("The answer goes by letter and stands on the complaint's page. There is one, and it stays.")

    @cached_property
    def complaint(self) -> Complaint:
        return get_object_or_404(Complaint, number=self.kwargs["number"])

    def get_title(self):
        return _("Complaint %(number)s") % {"number": self.complaint.number}

    def get_facts(self):
        complaint = self.complaint
        return [
            (_("From"), f"{complaint.name} · {complaint.email}"),
            (_("About"), complaint.get_kind_display()),
            *([(_("Order"), complaint.order_number)] if complaint.order_number else []),
            (_("What happened"), complaint.text),
        ]

    def get_success_url(self):
        return reverse("desk:complaints")

    def do(self, form) -> str:
        handling.answer(complaint=self.complaint, text=form.cleaned_data["text"], by=self.request.user, at=now())
        return _("The answer is on its way.")
