from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.certification.models import Certificate
from themes.templatetags.theme import ngay


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """A form for the number on the paper; ?number= goes to its page."""
    if number := request.GET.get("number", "").strip():
        return redirect("certification:check", number=number)
    return render(request, "pages/certification/ask.html")


@require_safe
def check(request: HttpRequest, number: str) -> HttpResponse:
    """What a certificate is worth today, for anyone who holds its number."""
    certificate = (
        Certificate.objects.filter(number__iexact=number.strip())
        .select_related("product__producer", "product__origin_ward__province")
        .first()
    )
    if certificate is None:
        return render(request, "pages/certification/unknown.html", {"number": number}, status=404)
    today = localdate()
    context = {
        "certificate": certificate,
        "today": today,
        "state": certificate.state_on(today).value,
        "facts": _facts(certificate),
    }
    return render(request, "pages/certification/check.html", context)


def _facts(certificate: Certificate) -> list[tuple[str, str]]:
    product = certificate.product
    return [
        (_("Number"), certificate.number),
        (_("Product"), product.title),
        (_("Stars"), "★" * certificate.stars),
        (_("Maker"), product.producer and product.producer.name),
        (_("Made in"), product.origin_ward and product.origin_ward.full_name),
        (_("Decision"), certificate.decision),
        (_("Issued by"), certificate.authority),
        (_("Issued on"), ngay(certificate.issued_on)),
        (_("Valid to"), ngay(certificate.expires_on)),
        (_("Extended to"), ngay(certificate.extended_until)),
        (_("Withdrawn on"), ngay(certificate.revoked_on)),
    ]
