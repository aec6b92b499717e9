"""Certificates: who has one, which run out soon; issue, extend, revoke."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from catalogue.certification import life
from catalogue.certification.lapsing import HORIZONS
from catalogue.certification.models import Certificate
from catalogue.models import Product
from shop.desk.forms.certificates import ExtendForm, IssueForm, RevokeForm
from shop.desk.frame import PER_PAGE, AboutAProduct, DeedForm, Desk
from themes.templatetags.theme import ngay


class CertificateList(Desk, ListView):
    room, needs = "certificates", "keeps_facts"
    title = gettext_lazy("Certificates")
    template_name = "pages/desk/certificates.html"
    paginate_by = PER_PAGE
    SHOWS = (
        ("", gettext_lazy("Running out soon")),
        ("valid", gettext_lazy("Valid")),
        ("lapsed", gettext_lazy("Lapsed")),
        ("revoked", gettext_lazy("Revoked")),
        ("all", gettext_lazy("All")),
    )

    def get_queryset(self):
        day = localdate()
        show, text = self.request.GET.get("show", ""), self.request.GET.get("q", "").strip()
        held = Certificate.objects.select_related("product__producer")
        held = held.alias(ends_on=Coalesce("extended_until", "expires_on"))
        if show == "lapsed":
            held = held.filter(revoked_on=None, ends_on__lt=day)
        elif show == "revoked":
            held = held.filter(revoked_on__isnull=False)
        elif show != "all":
            held = held.valid_on(day)
        if show == "":
            held = held.filter(ends_on__lte=day + timedelta(days=max(HORIZONS)))
        if text:
            held = held.filter(Q(number__icontains=text) | Q(product__in=Product.objects.saying(text).values("pk")))
        return held.order_by("ends_on", "number")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        day = localdate()
        return context | {
            "q": self.request.GET.get("q", "").strip(),
            "show": self.request.GET.get("show", ""),
            "shows": self.SHOWS,
            "rows": [(held, held.state_on(day), (held.valid_until - day).days) for held in context["object_list"]],
        }


class Issue(AboutAProduct):
    room, needs = "certificates", "keeps_facts"
    form_class = IssueForm
    action = gettext_lazy("Issue the certificate")
    chooser_title = gettext_lazy("Issue a certificate")
    intro = gettext_lazy("It holds for as long as the decision in force on that day says.")

    def offered(self):
        return Product.objects.filter(parent=None)

    def get_title_of(self, product):
        return _("Certificate for %(product)s") % {"product": product.get_title()}

    def get_facts(self):
        return [(_("Producer"), str(self.product.producer or ""))]

    def do(self, form):
        held = life.issue(product=self.product, **form.cleaned_data)
        return _("Certificate %(number)s is issued and valid to %(day)s.") % {
            "number": held.number,
            "day": ngay(held.valid_until),
        }


class CertificateForm(DeedForm):
    """A deed on one certificate."""

    room, needs = "certificates", "keeps_facts"

    @cached_property
    def certificate(self) -> Certificate:
        return get_object_or_404(Certificate.objects.select_related("product__producer"), pk=self.kwargs["pk"])

    def get_back_url(self):
        return f"{reverse('desk:certificates')}?show=all&q={self.certificate.number}"

    def get_facts(self):
        held = self.certificate
        return [
            (_("Product"), held.product.get_title()),
            (_("Producer"), str(held.product.producer)),
            (_("Stars"), str(held.stars)),
            (_("Valid to"), ngay(held.valid_until)),
        ]


class Extend(CertificateForm):
    form_class = ExtendForm
    action = gettext_lazy("Extend it")
    intro = gettext_lazy("For a file that was handed in late and is still being worked on.")

    def get_title(self):
        return _("Extend certificate %(number)s") % {"number": self.certificate.number}

    def do(self, form):
        held = life.extend(certificate=self.certificate, until=form.cleaned_data["until"])
        return _("Certificate %(number)s is now valid to %(day)s.") % {
            "number": held.number,
            "day": ngay(held.valid_until),
        }


class Revoke(CertificateForm):
    form_class = RevokeForm
    action = gettext_lazy("Revoke it")
    intro = gettext_lazy("From that day the product cannot be bought, and its page tells why.")
    is_danger = True

    def get_title(self):
        return _("Revoke certificate %(number)s") % {"number": self.certificate.number}

    def do(self, form):
        held = life.revoke(certificate=self.certificate, **form.cleaned_data)
        return _("Certificate %(number)s is revoked from %(day)s on.") % {
            "number": held.number,
            "day": ngay(held.revoked_on),
        }
