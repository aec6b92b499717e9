"""Fairs on pages of other rooms: `{% load fairs %}{% fairs_now %}`."""

from django import template
from django.utils.timezone import localdate, now

from shop.fairs.models import Fair
from shop.fairs.public.showing import said_of

register = template.Library()
MOST = 3


@register.inclusion_tag("components/fairs_now.html")
def fairs_now() -> dict:
    """Those that are on or come next. One query."""
    fairs = Fair.objects.shown().running_or_coming(localdate()).filter(closed_at=None)
    soonest = fairs.select_related("ward__province").order_by("starts_on", "pk")[:MOST]
    at = now()
    return {"fairs": [(fair, said_of(fair, at)) for fair in soonest]}
