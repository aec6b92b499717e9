"""A product as the API tells it; `product` from `browsable().with_facts(day).with_sizes()`, then no query."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogue.evaluation.models import CriteriaSet
from catalogue.pictures.shown import pictures_of
from catalogue.places.models import Province
from catalogue.publishing import sale_refusal


def told(product, *, request: HttpRequest, day: date) -> dict[str, Any]:
    sizes = _sizes(product, request)
    refusal = sale_refusal(product, day)
    prices = [size["price"]["amount"] for size in sizes if size["price"]]
    pictures = pictures_of(product)
    held = product.certificate_on(day) or product.latest_certificate
    return {
        "id": product.pk,
        "sku": product.upc or str(product.pk),
        "name": product.get_title(),
        "slug": product.slug,
        "url": request.build_absolute_uri(product.get_absolute_url()),
        "price": {"amount": min(prices)} if prices and not refusal else None,
        "stars": held.stars if held and held.state_on(day) == held.State.VALID else None,
        "certificate": held and _certificate(held, day),
        "producer": product.producer and {
            "id": product.producer_id, "name": product.producer.name, "slug": product.producer.slug,
        },
        "place": product.origin_ward and _place(product.origin_ward),
        "in_stock": any(size["in_stock"] for size in sizes),
        "image": request.build_absolute_uri(pictures[0]["url"]) if pictures else None,
    }  # fmt: skip


def told_whole(product, *, request: HttpRequest, day: date) -> dict[str, Any]:
    refusal = sale_refusal(product, day)
    return told(product, request=request, day=day) | {
        "group": product.criteria_set.group if product.criteria_set else None,
        "description": product.description,
        "ingredients": product.ingredients,
        "usage": product.usage,
        "storage": product.storage,
        "warnings": product.warnings,
        "abv": product.abv,
        "gtin": product.gtin,
        "sizes": _sizes(product, request) if product.is_parent else [],
        "images": [request.build_absolute_uri(picture["url"]) for picture in pictures_of(product)],
        "refusal": str(refusal.sentence) if refusal else "",
    }


def choices_told(facet: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Each value with its name, most goods first; one query for provinces, none for stars and groups."""
    names = _names_of(facet, counts)
    told = [{"value": value, "label": names.get(value, value), "count": n} for value, n in counts.items()]
    return sorted(told, key=lambda choice: (-choice["count"], choice["value"]))


def _names_of(facet: str, values: Iterable[str]) -> dict[str, str]:
    if facet == "stars":
        return {value: _("%(stars)s stars") % {"stars": value} for value in values}
    if facet == "group":
        return {value: str(name) for value, name in CriteriaSet.Group.choices}
    return dict(Province.objects.filter(code__in=values).values_list("code", "name"))


def _sizes(product, request) -> list[dict[str, Any]]:
    """Each thing that can be put into a basket; for a product in one size, itself."""
    told = []
    for size in product.get_public_children() if product.is_parent else [product]:
        info = request.strategy.fetch_for_product(size)
        told.append(
            {
                "id": size.pk,
                "sku": size.upc or str(size.pk),
                "name": size.get_title(),
                "content": size.net_content,
                "gtin": size.gtin,
                "price": {"amount": int(info.price.incl_tax)} if info.price.exists else None,
                "in_stock": info.availability.is_available_to_buy,
            }
        )
    return told


def _certificate(certificate, day: date) -> dict[str, Any]:
    return {
        "number": certificate.number,
        "valid": certificate.state_on(day) == certificate.State.VALID,
        "expires_on": certificate.valid_until,
    }


def _place(ward) -> dict[str, str]:
    return {
        "ward_code": ward.code,
        "ward": ward.name,
        "province_code": ward.province.code,
        "province": ward.province.name,
    }
