"""The shapes of the API's answers about goods."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from catalogue.search.protocol import Kind


class Price(Schema):
    amount: int = Field(description="Whole dong, tax included.", examples=[65000])
    currency: Literal["VND"] = "VND"


class Certificate(Schema):
    number: str = Field(examples=["12/QĐ-UBND-2025"])
    valid: bool
    expires_on: date


class Producer(Schema):
    id: int
    name: str = Field(examples=["HTX Nước mắm Cửa Khe"])
    slug: str


class Place(Schema):
    """Today's unit of two levels, e.g. ward 20791 of province 48."""

    ward_code: str = Field(examples=["20791"])
    ward: str
    province_code: str = Field(examples=["48"])
    province: str


class Product(Schema):
    """`stars` and a valid certificate go together. `price`: of the cheapest size; none where it may not be sold."""

    id: int
    sku: str = Field(examples=["OCOP-001"])
    name: str = Field(examples=["Nước mắm Cửa Khe"])
    slug: str
    url: str
    price: Price | None
    stars: int | None = Field(examples=[4])
    certificate: Certificate | None
    producer: Producer | None
    place: Place | None
    in_stock: bool
    image: str | None


class Size(Schema):
    id: int
    sku: str
    name: str
    content: str = Field(examples=["500 ml"])
    gtin: str | None
    price: Price | None
    in_stock: bool


class WholeProduct(Product):
    """With what the list leaves out. `refusal`: why it may not be bought now, "" where it may."""

    group: str | None
    description: str
    ingredients: str
    usage: str
    storage: str
    warnings: str
    abv: float | None
    gtin: str | None
    sizes: list[Size]
    images: list[str]
    refusal: str


class Choice(Schema):
    value: str = Field(examples=["4"])
    label: str = Field(examples=["4 sao"])
    count: int = Field(examples=[17])


class Facets(Schema):
    """How many products each value would show, the other facets staying as asked."""

    stars: list[Choice]
    group: list[Choice]
    province: list[Choice]


class Products(Schema):
    count: int
    page: int
    pages: int
    results: list[Product]
    facets: Facets


class Suggestion(Schema):
    kind: Kind
    label: str
    url: str


class Suggestions(Schema):
    results: list[Suggestion]
