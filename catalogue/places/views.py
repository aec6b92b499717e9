from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from catalogue.places import choices
from catalogue.places.models import Ward


def edition(request: HttpRequest) -> str:
    """Changes when units are added."""
    return f'"{Ward.objects.order_by("-pk").values_list("pk", flat=True).first() or 0}"'


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
@condition(etag_func=edition)
def wards(request: HttpRequest) -> JsonResponse:
    """The wards of ?province=<code> whose names hold ?q=, for address forms: [{code, name, folded}]."""
    found = choices.wards(province_code=request.GET.get("province", ""), text=request.GET.get("q", ""))
    return JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
