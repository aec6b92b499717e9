"""What shop itself keeps of an account, table by table."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult
from oscar.apps.communication.models import Email
from oscar.apps.customer.models import ProductAlert
from oscar.apps.voucher.models import VoucherApplication
from oscar.core.loading import get_model

from shop.account.entering.models import Code, ProvenAddress
from shop.account.privacy.holdings import Holding, Told, hold, rows
from shop.address.models import UserAddress
from shop.order.models import Order, ShippingAddress
from shop.payment.attempts import BankEntry

BillingAddress, OrderNote = get_model("order", "BillingAddress"), get_model("order", "OrderNote")
ACCOUNT = (
    "auth.User", "auth.User_groups", "auth.User_user_permissions", "entering.Code", "entering.ProvenAddress",
    "entering.Passkey",
)  # fmt: skip
GONE_WITH_ORDER = {"user": None, "guest_email": "", "buyer_name": "", "phone": "", "note": "", "billing_address": None}
ADDRESS_TEXTS = (
    "title", "first_name", "last_name", "line1", "line2", "line3", "line4", "state", "postcode", "search_text",
    "phone_number", "notes", "legacy_address",
)  # fmt: skip


def orders_of(user: User) -> QuerySet[Order]:
    """Those of the account, and those placed as a guest with an address that this account has proven."""
    proven = ProvenAddress.objects.filter(user=user).values_list("email", flat=True)
    as_guest = Q()
    for email in proven:
        as_guest |= Q(user=None, guest_email__iexact=email)
    return Order.objects.filter(Q(user=user) | as_guest)


def _tell_account(user: User) -> Told:
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "date_joined": user.date_joined,
        "last_login": user.last_login,
        "has_password": user.has_usable_password(),
        "proven_addresses": rows(user.proven_addresses.all(), "email", "proven_at"),
        "passkeys": rows(user.passkeys.all(), "name", "created_at", "last_used_at"),
        "roles": [group.name for group in user.groups.all()],
    }


def _forget_account(user: User) -> None:
    Code.objects.filter(email__iexact=user.email).delete()


def _tell_orders(user: User) -> Told:
    found = orders_of(user).select_related("shipping_address__ward__province").prefetch_related("lines", "parcels")
    return [_tell_order(order) for order in found.order_by("date_placed")]


def _tell_order(order: Order) -> dict:
    facts = ("number", "date_placed", "status", "total_incl_tax", "email_address", "buyer_name", "note", "pays_by")
    return {
        **rows([order], *facts)[0],
        "phone": str(order.phone),
        "sent_to": order.shipping_address and str(order.shipping_address),
        "phone_of_address": order.shipping_address and str(order.shipping_address.phone_number),
        "lines": rows(order.lines.all(), "title", "quantity", "line_price_incl_tax"),
        "parcels": rows(order.parcels.all(), "number", "state", "tracking_number", "delivered_at"),
    }


def _forget_orders(user: User) -> None:
    """Number, day, lines, totals and ward stay; who it was goes."""
    keys = list(orders_of(user).values_list("pk", flat=True))
    orders = Order.objects.filter(pk__in=keys)
    billing = list(orders.exclude(billing_address=None).values_list("billing_address", flat=True))
    ShippingAddress.objects.filter(order__in=keys).update(**dict.fromkeys(ADDRESS_TEXTS, ""))
    OrderNote.objects.filter(order__in=keys).delete()
    BankEntry.objects.filter(attempt__order__in=keys).update(memo="")
    orders.update(**GONE_WITH_ORDER)
    BillingAddress.objects.filter(pk__in=billing).delete()


def _tell_addresses(user: User) -> Told:
    found = UserAddress.objects.filter(user=user).select_related("ward__province")
    return [
        {**row, "phone": str(address.phone_number)}
        for address, row in zip(
            found, rows(found, "name", "line1", "ward", "ward.province", "legacy_address"), strict=True
        )
    ]


def _forget_tasks(user: User) -> None:
    """Letters that were written name their address in the queue's own table."""
    told = DBTaskResult.objects.annotate(told=Cast("args_kwargs", TextField()))
    told.filter(told__icontains=user.email).delete()


def nothing(user: User) -> None:
    """Deleted with the account's own row."""


def declare() -> None:
    hold(
        Holding(
            "account",
            ACCOUNT,
            _tell_account,
            _forget_account,
        )
    )
    hold(Holding("orders", ("order.Order", "order.OrderNote", "order.ShippingAddress"), _tell_orders, _forget_orders))
    hold(Holding("addresses", ("address.UserAddress",), _tell_addresses, nothing))
    hold(
        Holding(
            "baskets",
            ("basket.Basket",),
            lambda user: rows(user.baskets.filter(status="Open"), "status", "date_created", "num_items"),
            nothing,
        )
    )
    hold(
        Holding(
            "consents",
            ("privacy.Consent",),
            lambda user: rows(user.consents.all(), "purpose", "wording", "given_at", "withdrawn_at"),
            nothing,
        )
    )
    hold(
        Holding(
            "vouchers",
            ("voucher.VoucherApplication",),
            lambda user: rows(VoucherApplication.objects.filter(user=user), "voucher.code", "date_created"),
            lambda user: VoucherApplication.objects.filter(user=user).update(user=None),
        )
    )
    hold(
        Holding(
            "letters",
            ("communication.Email", "customer.ProductAlert"),
            lambda user: rows(Email.objects.filter(user=user), "subject", "date_sent"),
            lambda user: [
                kept.objects.filter(Q(user=user) | Q(email__iexact=user.email)).delete()
                for kept in (Email, ProductAlert)
            ],
        )
    )
    hold(Holding("tasks", (), lambda user: [], _forget_tasks))
    hold(
        Holding(
            "work",
            ("producers.Membership", "locations.Assignment", "partner.Partner_users"),
            lambda user: {
                "producers": rows(user.producer_memberships.all(), "producer"),
                "locations": rows(user.assignments.all(), "location", "role"),
            },
            nothing,
        )
    )
