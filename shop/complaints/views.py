from django.conf import settings
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView

from shop.complaints.forms import ComplaintForm, NumberForm
from shop.complaints.handling import receive
from shop.complaints.models import Complaint
from shop.web.callers import address_of
from shop.web.tries import CannotCount, Limit, NotNow

COMPLAINTS_FROM = Limit("complaints-from", 5, seconds=60 * 60)
LOOKING_FROM = Limit("complaints-looked-for-from", 20)


class LimitedForm(FormView):
    """A form that one network address may send so many times."""

    limit: Limit

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        try:
            self.limit.count(address_of(request))
        except NotNow as refusal:
            lost = _("We cannot take this in at the moment. Call us, or try again in a few minutes.")
            form.add_error(None, lost if isinstance(refusal, CannotCount) else str(refusal.sentence))
            return self.form_invalid(form, status=429)
        return self.form_valid(form)

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)


class File(LimitedForm):
    template_name = "pages/complaints/file.html"
    form_class = ComplaintForm
    limit = COMPLAINTS_FROM

    def get_initial(self):
        return {"order_number": self.request.GET.get("order", "")[:20]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"days": settings.COMPLAINT_DAYS}

    def form_valid(self, form):
        language = get_language() or settings.LANGUAGE_CODE
        return redirect(receive(**form.cleaned_data, language=language, at=now()))


class Track(LimitedForm):
    template_name = "pages/complaints/track.html"
    form_class = NumberForm
    limit = LOOKING_FROM

    def form_valid(self, form):
        return redirect("complaints:status", number=form.cleaned_data["number"])


class Status(DetailView):
    """For whoever knows its number."""

    queryset = Complaint.objects.all()
    slug_field = slug_url_kwarg = "number"
    template_name = "pages/complaints/status.html"
    context_object_name = "complaint"
