"""Signing in by a code in a letter: the address, then the digits."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.generic import FormView

from shop.account.entering import arriving, codes
from shop.account.entering.doors import NEXT, Entry, wanted_by
from shop.account.entering.forms import AskForm, CodeForm
from shop.web.callers import address_of
from shop.web.tries import NotNow

CODE, SENT_TO = "code_id", "code_sent_to"


class AskCode(Entry, FormView):
    """Known and unknown addresses are answered alike: an unknown one becomes an account with its code."""

    template_name = "pages/account/code_ask.html"
    form_class = AskForm

    def get_initial(self):
        return {"email": self.request.session.get(SENT_TO, "")}

    def form_valid(self, form) -> HttpResponse:
        email, session = form.cleaned_data["email"], self.request.session
        try:
            code = codes.ask(email=email, caller=address_of(self.request), at=now())
        except NotNow as refusal:
            form.add_error(None, refusal.sentence)
            return self.form_invalid(form)
        session[CODE], session[SENT_TO] = code.pk, email
        if asked := wanted_by(self.request, self.request.POST.get("next", "")):
            session[NEXT] = asked
        return redirect("customer:code-enter")


class EnterCode(Entry, FormView):
    template_name = "pages/account/code_enter.html"
    form_class = CodeForm

    def get(self, request, *args, **kwargs):
        if CODE not in request.session:
            return redirect("customer:login")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "sent_to": self.request.session.get(SENT_TO),
            "minutes": codes.MINUTES,
        }

    def form_valid(self, form) -> HttpResponse:
        session, at = self.request.session, now()
        try:
            email = codes.redeem(
                code_id=session.get(CODE, 0),
                digits=form.cleaned_data["digits"],
                caller=address_of(self.request),
                at=at,
            )
            user, lost_password = arriving.account_of(email, at=at)
        except (codes.WrongCode, NotNow, arriving.Closed) as refusal:
            form.add_error(None, refusal.sentence)
            return self.form_invalid(form)
        asked = session.pop(NEXT, "")
        for name in (CODE, SENT_TO):
            session.pop(name, None)
        if lost_password:
            self.tell_lost_password()
        return self.welcome(user, asked=asked, proven=email)
