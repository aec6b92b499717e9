"""Two points of sale, `here` and `there`, each with the same kinds of things; and people of every role."""

from copy import deepcopy
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate, now

from catalogue.producers.models import Membership
from catalogue.reviews.models import ProductReview
from catalogue.traceability.deeds import hold
from shop.desk.roles import ADMINISTRATOR, PROGRAMME_OFFICER, plant_roles
from shop.fairs.models import Booth
from shop.locations.models import Assignment
from shop.payment import refunding, settling
from shop.payment.attempts import BankEntry, Break, PaymentAttempt
from shop.pos.discrepancies import Discrepancy, report
from shop.pos.models import Event, Shift
from shop.settlement import accruing, closing
from shop.settlement.models import Statement, Terms
from shop.stock import transfers
from shop.stocktaking import deeds
from tests.factories import a_location, a_product, a_shelf, a_shopper, an_order
from tests.factories.fairs import a_fair
from tests.factories.sites import the_country, the_site
from tests.factories.telling import a_counter

ROLES = (
    "anonymous",
    "shopper",
    "producer member",
    "point staff",
    "point manager",
    "programme officer",
    "administrator",
)


@dataclass
class World:
    here: SimpleNamespace
    there: SimpleNamespace
    people: dict


def things_at(location, elsewhere) -> SimpleNamespace:
    """One of each thing that a desk address is about, all at one location."""
    product = a_product(f"Nước mắm {location.name}", on_hand=20, location=location)
    order = an_order((product, 2))
    shelf = location.balances.get()
    sent = a_shelf(a_product("Quế Trà My"), on_hand=5, location=elsewhere)
    coming = transfers.dispatch(
        origin=elsewhere,
        destination=location,
        quantities={sent.lot: 3},
        source_key=f"test:transfer:{location.pk}",
        at=now(),
        actor=a_shopper(),
    )
    parcel = order.parcels.get()
    counter = a_counter(shelf)
    counter.opens()
    counter.sells((shelf.lot, 1))
    counter.says("fortune_told", {})
    counter.push()
    return SimpleNamespace(
        device=counter.device,
        shift=Shift.objects.get(device=counter.device),
        set_aside=Event.objects.in_quarantine().get(device=counter.device),
        location=location,
        product=product,
        order=order,
        attempt=order.attempts.get(),
        parcel=parcel,
        parcel_line=parcel.lines.get(),
        shelf=shelf,
        transfer=coming,
        certificate=product.certificates.get(),
        booth=a_fair().booths.create(number="A1", location=location, state=Booth.State.OPEN),
        statement=a_statement(product.producer),
        terms=Terms.objects.create(producer=product.producer, permille=100, valid_from=localdate()),
    )


def a_statement(producer) -> Statement:
    accruing.charge(
        producer=producer, location=None, amount=50_000, reason="Gian", source_key=f"fee {producer.pk}", at=now()
    )
    return closing.close(producer=producer, until=localdate(), at=now(), actor=None)


def in_group(user, role):
    user.groups.add(plant_roles()[role])
    return user


def working_at(location, role):
    user = a_shopper()
    Assignment.objects.create(location=location, user=user, role=role)
    return user


def member_of(producer):
    user = a_shopper()
    Membership.objects.create(producer=producer, user=user)
    return user


@pytest.fixture
def officer(site):
    return in_group(a_shopper(), PROGRAMME_OFFICER)


@pytest.fixture
def administrator(site):
    return in_group(a_shopper(), ADMINISTRATOR)


@pytest.fixture
def world(world_of_the_module, db):
    return deepcopy(world_of_the_module)


@pytest.fixture(scope="module")
def world_of_the_module(ground) -> World:
    with ground():
        the_site()
        the_country()
        return a_world()


def a_world() -> World:
    here, there, store = a_location("Đây"), a_location("Kia"), a_location("Kho chung", sells_online=False)
    mine, theirs = things_at(here, store), things_at(there, store)
    people = {
        "anonymous": None,
        "shopper": a_shopper(),
        "producer member": member_of(mine.product.producer),
        "point staff": working_at(here, Assignment.Role.STAFF),
        "point manager": working_at(here, Assignment.Role.MANAGER),
        "programme officer": in_group(a_shopper(), PROGRAMME_OFFICER),
        "administrator": in_group(a_shopper(), ADMINISTRATOR),
    }
    return World(mine, theirs, people)


@pytest.fixture
def signed_in(client, world):
    """`signed_in("point staff")`: a client in that role."""

    def sign_in(role):
        if user := world.people[role]:
            client.force_login(user)
        return client

    return sign_in


def a_review(product):
    """One that is shown."""
    return ProductReview.objects.create(
        product=product, score=4, body="Ngon.", author_key=f"buyer of {product.pk}", status=ProductReview.APPROVED
    )


def an_unpaid_transfer(product=None):
    """The attempt of an order that waits for a bank transfer."""
    order = an_order((product or a_product("Gừng", on_hand=9), 1), pays_by="vietqr")
    return order.attempts.get()


def a_paid_transfer(product=None) -> PaymentAttempt:
    return paid(an_unpaid_transfer(product).order)


def paid(order) -> PaymentAttempt:
    attempt = order.attempts.get()
    return settling.received(attempt=attempt, amount=attempt.amount, at=now())


def a_refund_by_hand(product=None):
    attempt = a_paid_transfer(product)
    return refunding.refund(
        order=attempt.order,
        lines={attempt.order.lines.get(): 1},
        shipping=0,
        reason="Vỡ trên đường",
        key=f"test:refund:{attempt.pk}",
        at=now(),
    )


def an_entry_in_review(reference="FT1", **facts):
    return BankEntry.objects.create(
        **{
            "provider": "970436",
            "reference": reference,
            "account": "1031933430",
            "amount": 120_000,
            "memo": "chuyen tien",
            "happened_at": now(),
            "reason": "Its words name no order of ours.",
        }
        | facts
    )


def a_stocktake(location):
    return deeds.begin(location=location, at=now(), actor=a_shopper())


def a_discrepancy(shelf, device):
    return report(
        kind=Discrepancy.Kind.SHORT,
        subject=f"balance:{shelf.pk}",
        location=shelf.location,
        device=device,
        lot=shelf.lot,
        facts={"units": 2},
        at=now(),
    )


def a_break(attempt=None):
    return Break.objects.create(
        attempt=attempt or an_unpaid_transfer(), kind=Break.Kind.BANK_SUM, ours="120000", theirs="100000"
    )


def a_hold(lot):
    return hold(lot=lot, why="Nghi hàng giả", actor=a_shopper(), at=now())


@pytest.fixture
def desk(client, administrator):
    """A client of the administrator."""
    client.force_login(administrator)
    return client


def said(response) -> list[str]:
    """The messages of the page that a form led to."""
    return [str(message) for message in response.context["messages"]]
