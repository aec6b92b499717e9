"""What all else stands on: places, rules, the site's tree, what goods are made of in Oscar, and carriers' tariffs."""

from datetime import datetime
from io import StringIO

from django.core.management import call_command
from django.db import transaction
from oscar.core.loading import get_model

from catalogue.evaluation import loading as rules
from catalogue.places import loading as places
from catalogue.search.editing import synonyms
from shop.address.vietnamese import vietnam
from shop.demo.data import rows
from shop.shipping.tariffs import Rate, Service, Surcharge

PRODUCT_CLASS = "OCOP"
PARTNER = "cho-ocop"


def build(*, at: datetime, track) -> None:
    steps = [places.load, rules.load, synonyms.load, _site, _market, _carriers]
    for step in track(steps, "places, rules, words, site, tariffs"):
        step()


def _site() -> None:
    call_command("plant_site", verbosity=0, stdout=StringIO())


@transaction.atomic
def _market() -> None:
    vietnam()
    get_model("catalogue", "ProductClass").objects.get_or_create(
        name=PRODUCT_CLASS, defaults={"requires_shipping": True, "track_stock": True}
    )
    get_model("partner", "Partner").objects.get_or_create(code=PARTNER, defaults={"name": "Chợ OCOP"})


@transaction.atomic
def _carriers() -> None:
    """Tariffs are the operator's to change, so a service that is there keeps its own."""
    known = set(Service.objects.values_list("code", flat=True))
    services = {
        row["code"]: Service.objects.create(
            code=row["code"],
            carrier=row["carrier"],
            name=row["name"],
            carries_chilled=row["carries_chilled"] == "1",
            carries_bulky=row["carries_bulky"] == "1",
            takes_cash=row["takes_cash"] == "1",
            position=int(row["position"]),
        )
        for row in rows("services.csv")
        if row["code"] not in known
    }
    figures = ("first_g", "base", "step", "days_min", "days_max")
    Rate.objects.bulk_create(
        Rate(service=services[row["service"]], zone=row["zone"], **{name: int(row[name]) for name in figures})
        for row in rows("rates.csv")
        if row["service"] in services
    )
    Surcharge.objects.bulk_create(
        Surcharge(service=services[row["service"]], cause=row["cause"], amount=int(row["amount"]))
        for row in rows("surcharges.csv")
        if row["service"] in services
    )
