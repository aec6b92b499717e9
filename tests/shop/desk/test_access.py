"""Every address of the desk × every role × one's own and somebody else's object."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.desk import urls
from tests.factories.complaining import a_complaint
from tests.shop.desk.conftest import (
    ROLES,
    a_break,
    a_discrepancy,
    a_hold,
    a_refund_by_hand,
    a_review,
    a_stocktake,
    an_entry_in_review,
    an_unpaid_transfer,
)

IN, OUT, HIDDEN, SIGN_IN = "in", 403, 404, "sign in"

# (own, another's) for producer member, point staff, point manager, programme officer, administrator.
WHO = {
    "desk": ((IN, IN),) * 5,
    "sees goods": ((OUT, OUT), (IN, IN), (IN, IN), (IN, IN), (IN, IN)),
    "sees a thing": ((OUT, OUT), (IN, HIDDEN), (IN, HIDDEN), (IN, IN), (IN, IN)),
    "moves goods": ((OUT, OUT), (IN, IN), (IN, IN), (OUT, OUT), (IN, IN)),
    "moves a thing": ((OUT, OUT), (IN, HIDDEN), (IN, HIDDEN), (OUT, OUT), (IN, IN)),
    "settles": ((OUT, OUT), (OUT, OUT), (IN, HIDDEN), (OUT, OUT), (IN, IN)),
    "runs counters": ((OUT, OUT), (OUT, OUT), (IN, IN), (OUT, OUT), (IN, IN)),
    "runs a counter": ((OUT, OUT), (OUT, OUT), (IN, HIDDEN), (OUT, OUT), (IN, IN)),
    "reads months": ((OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN), (IN, IN)),
    "sees money": ((OUT, OUT), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
    "moves money": ((OUT, OUT), (OUT, OUT), (OUT, OUT), (OUT, OUT), (IN, IN)),
    "sees labels": ((IN, IN), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
    "keeps a label": ((IN, HIDDEN), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
    "moderates": ((OUT, OUT), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
    "answers": ((IN, HIDDEN), (OUT, OUT), (OUT, OUT), (HIDDEN, HIDDEN), (HIDDEN, HIDDEN)),
    "holds lots": ((OUT, OUT), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
    "runs fairs": ((OUT, OUT), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
    "sees settlements": ((IN, IN), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
    "sees a settlement": ((IN, HIDDEN), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
    "keeps facts": ((OUT, OUT), (OUT, OUT), (OUT, OUT), (IN, IN), (IN, IN)),
}

# name: (who, what stands in the address)
ADDRESSES = {
    "today": ("desk", None),
    "terms": ("sees money", None),
    "agree-terms": ("moves money", None),
    "end-terms": ("moves money", lambda things: [things.terms.pk]),
    "month": ("reads months", None),
    "month-paper": ("reads months", None),
    "points": ("sees goods", None),
    "orders": ("sees goods", None),
    "order": ("sees a thing", lambda things: [things.order.number]),
    "give-up": ("settles", lambda things: [things.order.number]),
    "cancel": ("settles", lambda things: [things.order.number]),
    "refund": ("settles", lambda things: [things.order.number]),
    "cash": ("moves a thing", lambda things: [things.order.number]),
    "parcels": ("sees goods", None),
    "parcel": ("sees a thing", lambda things: [things.parcel.pk]),
    "pack": ("moves a thing", lambda things: [things.parcel.pk]),
    "dispatch": ("moves a thing", lambda things: [things.parcel.pk]),
    "deliver": ("moves a thing", lambda things: [things.parcel.pk]),
    "hand-over": ("moves a thing", lambda things: [things.parcel.pk]),
    "send-again": ("moves a thing", lambda things: [things.parcel.pk]),
    "take-back": ("moves a thing", lambda things: [things.parcel.pk, things.parcel_line.pk]),
    "picking-list": ("sees a thing", lambda things: [things.parcel.pk]),
    "delivery-note": ("sees a thing", lambda things: [things.parcel.pk]),
    "payments": ("sees money", None),
    "confirm": ("moves money", lambda things: [an_unpaid_transfer(things.product).pk]),
    "accept": ("moves money", lambda things: [things.attempt.pk]),
    "statement": ("moves money", None),
    "entries": ("sees money", None),
    "assign": ("moves money", lambda things: [an_entry_in_review(f"FT{things.order.pk}").pk]),
    "set-aside": ("moves money", lambda things: [an_entry_in_review(f"FT{things.order.pk}").pk]),
    "refunds": ("sees money", None),
    "pay-back": ("moves money", lambda things: [a_refund_by_hand(things.product).pk]),
    "breaks": ("sees money", None),
    "resolve": ("moves money", lambda things: [a_break(things.attempt).pk]),
    "shelves": ("sees goods", None),
    "low": ("sees goods", None),
    "holds": ("sees goods", None),
    "hold": ("holds lots", None),
    "release": ("holds lots", lambda things: [a_hold(things.shelf.lot).pk]),
    "receive": ("moves goods", None),
    "shelf": ("sees a thing", lambda things: [things.shelf.pk]),
    "count": ("moves a thing", lambda things: [things.shelf.pk]),
    "write-off": ("moves a thing", lambda things: [things.shelf.pk]),
    "return-to-producer": ("moves a thing", lambda things: [things.shelf.pk]),
    "stocktakes": ("sees goods", None),
    "begin-stocktake": ("moves goods", None),
    "stocktake": ("moves a thing", lambda things: [a_stocktake(things.location).pk]),
    "differences": ("sees a thing", lambda things: [a_stocktake(things.location).pk]),
    "give-up-stocktake": ("moves a thing", lambda things: [a_stocktake(things.location).pk]),
    "transfers": ("sees goods", None),
    "send": ("moves goods", None),
    "transfer": ("sees a thing", lambda things: [things.transfer.pk]),
    "receive-transfer": ("moves a thing", lambda things: [things.transfer.pk]),
    "fairs": ("sees goods", None),
    "new-fair": ("runs fairs", None),
    "fair": ("sees a thing", lambda things: [things.booth.fair_id]),
    "edit-fair": ("runs fairs", lambda things: [things.booth.fair_id]),
    "invite-booth": ("runs fairs", lambda things: [things.booth.fair_id]),
    "close-fair": ("runs fairs", lambda things: [things.booth.fair_id]),
    "fair-report": ("runs fairs", lambda things: [things.booth.fair_id]),
    "booth": ("sees a thing", lambda things: [things.booth.pk]),
    "assign-booth": ("runs fairs", lambda things: [things.booth.pk]),
    "withdraw-booth": ("runs fairs", lambda things: [things.booth.pk]),
    "stock-booth": ("moves a thing", lambda things: [things.booth.pk]),
    "booth-stocked": ("moves a thing", lambda things: [things.booth.pk]),
    "open-booth": ("moves a thing", lambda things: [things.booth.pk]),
    "count-booth": ("moves a thing", lambda things: [things.booth.pk]),
    "explain-booth": ("moves a thing", lambda things: [things.booth.pk]),
    "empty-booth": ("moves a thing", lambda things: [things.booth.pk]),
    "settle-booth": ("settles", lambda things: [things.booth.pk]),
    "settlements": ("sees settlements", None),
    "settlement": ("sees a settlement", lambda things: [things.statement.number]),
    "settlement-paper": ("sees a settlement", lambda things: [things.statement.number]),
    "settlement-rows": ("sees a settlement", lambda things: [things.statement.number]),
    "close-settlement": ("moves money", None),
    "pay-settlement": ("moves money", lambda things: [things.statement.number]),
    "devices": ("sees goods", None),
    "invite-device": ("runs counters", None),
    "take-in-file": ("runs counters", None),
    "pin": ("moves goods", None),
    "enrol-again": ("runs a counter", lambda things: [things.device.pk]),
    "revoke-device": ("runs a counter", lambda things: [things.device.pk]),
    "shifts": ("sees goods", None),
    "shift": ("sees a thing", lambda things: [things.shift.pk]),
    "z-report": ("sees a thing", lambda things: [things.shift.pk]),
    "discrepancies": ("sees goods", None),
    "discrepancy": ("runs a counter", lambda things: [a_discrepancy(things.shelf, things.device).pk]),
    "set-aside-events": ("sees goods", None),
    "apply-event": ("runs a counter", lambda things: [things.set_aside.pk]),
    "labels": ("sees labels", None),
    "label": ("keeps a label", lambda things: [things.product.pk]),
    "certificates": ("keeps facts", None),
    "issue": ("keeps facts", None),
    "extend": ("keeps facts", lambda things: [things.certificate.pk]),
    "revoke": ("keeps facts", lambda things: [things.certificate.pk]),
    "reviews": ("sees labels", None),
    "approve-review": ("moderates", lambda things: [a_review(things.product).pk]),
    "refuse-review": ("moderates", lambda things: [a_review(things.product).pk]),
    "complaints": ("moderates", None),
    "answer-complaint": ("moderates", lambda things: [a_complaint().number]),
    "answer-review": ("answers", lambda things: [a_review(things.product).pk]),
}
POINT_ROOMS = ("today", "points", "orders", "parcels", "shelves", "transfers")
COUNTER_ROOMS = ("devices", "shifts", "discrepancies")
BUTTONS = {
    "pack",
    "deliver",
    "approve-review",
    "give-up-stocktake",
    "booth-stocked",
    "close-fair",
    "apply-event",
    "return-to-producer",
}


def expected(who):
    strangers = {"anonymous": (SIGN_IN, SIGN_IN), "shopper": (OUT, OUT)}
    return strangers | dict(zip(ROLES[2:], WHO[who], strict=True))


def answer_to(response):
    """What a visitor gets: in, an error's number, or the sign-in page."""
    if response.status_code == 302 and response.url.startswith(reverse("customer:login")):
        return SIGN_IN
    return IN if response.status_code in (200, 302) else response.status_code


def test_every_address_is_in_the_matrix():
    assert {pattern.name for pattern in urls.urlpatterns} == set(ADDRESSES)


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_is_let_in(name, world):
    who, args_of = ADDRESSES[name]
    own, others = (
        reverse(f"desk:{name}", args=args_of(things) if args_of else []) for things in (world.here, world.there)
    )
    seen, sent = {}, {}

    for role, user in world.people.items():
        client = Client()
        if user:
            client.force_login(user)
        ask = client.post if name in BUTTONS else client.get
        seen[role] = tuple(answer_to(ask(url)) for url in (own, others))
        # Whoever is not let in can send nothing either; pages that only show refuse it to all.
        sent[role] = tuple(
            IN if answer == IN else {405: answer}.get(said := answer_to(client.post(url)), said)
            for answer, url in zip(seen[role], (own, others), strict=True)
        )

    assert seen == expected(who)
    assert sent == expected(who)


def test_goods_are_not_sent_from_where_one_does_not_work(world, signed_in):
    client = signed_in("point staff")

    response = client.get(reverse("desk:send"), {"origin": world.there.location.pk})

    assert response.status_code == 404


def test_goods_are_not_received_where_one_does_not_work(world, signed_in):
    client = signed_in("point staff")
    url = f"{reverse('desk:receive')}?product={world.here.product.pk}"

    offered = list(client.get(url).context["form"].fields["location"].queryset)

    assert offered == [world.here.location]


def test_a_manager_does_not_settle_an_order_that_leaves_partly_from_elsewhere(world, signed_in):
    client = signed_in("point manager")
    world.here.order.parcels.create(number=2, location=world.there.location)

    response = client.get(reverse("desk:cancel", args=[world.here.order.number]))

    assert response.status_code == 404


def test_lists_hold_only_what_is_at_ones_own_locations(world, signed_in):
    client = signed_in("point staff")

    seen = {
        name: list(client.get(reverse(f"desk:{name}")).context["page_obj"].object_list)
        for name in ("orders", "parcels", "shelves", "transfers")
    }

    assert seen == {
        "orders": [world.here.order],
        "parcels": [world.here.parcel],
        "shelves": [world.here.shelf],
        "transfers": [world.here.transfer],
    }


def test_the_menu_shows_only_what_opens(world, signed_in):
    menus = {}
    for role in ("producer member", "point staff", "programme officer"):
        menus[role] = [url for url, *_rest in signed_in(role).get(reverse("desk:today")).context["desk_nav"]]

    assert menus == {
        "producer member": [reverse(f"desk:{name}") for name in ("today", "settlements", "labels", "reviews")],
        "point staff": [reverse(f"desk:{name}") for name in (*POINT_ROOMS, "fairs", *COUNTER_ROOMS)],
        "programme officer": [
            reverse(f"desk:{name}")
            for name in (
                "today",
                "points",
                "orders",
                "parcels",
                "payments",
                "shelves",
                "transfers",
                "fairs",
                "settlements",
                *COUNTER_ROOMS,
                "labels",
                "certificates",
                "reviews",
                "complaints",
            )
        ],
    }
