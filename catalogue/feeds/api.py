"""Goods for anyone's program: the list with its facets, one product, suggestions."""

from math import ceil
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from ninja import Path, Query, Router, Schema
from pydantic import Field

from catalogue.evaluation.models import CriteriaSet
from catalogue.feeds import schemas
from catalogue.feeds.shown import choices_told, told, told_whole
from catalogue.models import Product
from catalogue.pages.suggested import addresses_of
from catalogue.search import choosing
from catalogue.search.question import MOST_DONG, MOST_LETTERS, Question

PER_PAGE = 24
MOST_PAGES = 10_000
router = Router()


class Asked(Schema):
    """`stars`, `group`, `province` and `producer` may each be given several times: any of them will do."""

    q: str = Field("", max_length=MOST_LETTERS, description="Words, with or without accents.", examples=["nuoc mam"])
    stars: tuple[Literal["3", "4", "5"], ...] = ()
    group: tuple[CriteriaSet.Group, ...] = ()
    province: tuple[Annotated[str, Field(pattern=r"^[0-9]{2}$", examples=["48"])], ...] = ()
    producer: tuple[Annotated[str, Field(pattern=r"^[0-9]{1,18}$", examples=["7"])], ...] = ()
    price_min: int | None = Field(None, ge=0, le=MOST_DONG, description="Dong.")
    price_max: int | None = Field(None, ge=0, le=MOST_DONG, description="Dong.")
    in_stock: bool = False
    sort: Literal["", "price", "-price", "new"] = ""


@router.get("/products", response=schemas.Products, summary="Goods that answer a question, with facets")
def products(
    request: HttpRequest,
    response: HttpResponse,
    asked: Query[Asked],
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
):
    """The same answer as the list of goods on the web. A page beyond the last is empty. Other pages: `Link`."""
    day = localdate()
    found = choosing.find(Question(**asked.dict()), day=day, page=page, per_page=PER_PAGE)
    goods = Product.objects.with_facts(day).with_sizes().in_bulk(found.product_ids)
    pages = max(1, ceil(found.count / PER_PAGE))
    response["Link"] = ", ".join(
        f'<{_page(request, number)}>; rel="{rel}"'
        for rel, number in (("first", 1), ("prev", page - 1), ("next", page + 1), ("last", pages))
        if 1 <= number <= pages
    )
    return {
        "count": found.count,
        "page": page,
        "pages": pages,
        "results": [told(goods[pk], request=request, day=day) for pk in found.product_ids if pk in goods],
        "facets": {name: choices_told(name, found.facets.get(name, {})) for name in schemas.Facets.model_fields},
    }


@router.get("/products/{pk}", response=schemas.WholeProduct, summary="One product with everything its page tells")
def product(request: HttpRequest, pk: Annotated[int, Path(ge=1, lt=2**63)]):
    day = localdate()
    found = Product.objects.browsable().with_facts(day).with_sizes().filter(pk=pk).first()
    if found is None:
        raise Http404("No such product, or it is no longer shown.")
    return told_whole(found, request=request, day=day)


@router.get("/suggest", response=schemas.Suggestions, summary="What somebody may be about to type")
def suggest(request: HttpRequest, q: Annotated[str, Query(max_length=MOST_LETTERS, examples=["nuoc m"])] = ""):
    suggestions = choosing.suggest(q, day=localdate()) if q.strip() else []
    addresses = addresses_of(suggestions)
    return {
        "results": [
            {"kind": one.kind, "label": one.label, "url": request.build_absolute_uri(addresses[one])}
            for one in suggestions
            if one in addresses
        ]
    }


def _page(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
