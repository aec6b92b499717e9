"""The receipt of a sale at a counter, for whoever holds its link: there once the counter has sent the sale."""

from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue.certification.models import Certificate
from shop.pos.sales import Sale, SaleLine


@require_safe
@never_cache
def receipt(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """In Vietnamese, or in the language of `?lang=`. 404, with a sentence, while the sale has not arrived."""
    language = "en" if request.GET.get("lang") == "en" else "vi"
    sale = _sale(event_id)
    context = {"sale": sale, "lines": _with_certificates(sale) if sale else [], "language": language}
    with override(language):
        response = render(request, "pages/counter/receipt.html", context, status=200 if sale else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


def _sale(event_id: UUID) -> Sale | None:
    lines = SaleLine.objects.select_related("lot", "product__producer", "product__parent__producer")
    sales = Sale.objects.select_related("location__ward__province").prefetch_related(
        "tenders", Prefetch("lines", lines.order_by("position"))
    )
    return sales.filter(event__event_id=event_id, event__is_fork=False).first()


def _with_certificates(sale: Sale) -> list[tuple[SaleLine, Certificate | None]]:
    """Each line beside the certificate that its goods had on the day of the sale."""
    lines = list(sale.lines.all())
    held = Certificate.objects.valid_on(localdate(sale.happened_at))
    held = held.filter(product__in={line.product.canonical.pk for line in lines})
    by_product = {certificate.product_id: certificate for certificate in held}
    return [(line, by_product.get(line.product.canonical.pk)) for line in lines]
