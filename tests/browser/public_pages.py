"""Every public page, by the name of its address, and a market in which each of them has something to show.

A new address must be entered here: in the list of whoever sees it, or in NO_PAGE with what it is instead.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLPattern, get_resolver, reverse
from django.utils.timezone import localdate, now
from django.utils.translation import get_language, override
from wagtail.models import Page

from catalogue.certification.life import revoke
from catalogue.evaluation.models import CriteriaSet
from shop.account.entering.models import Passkey
from shop.address.models import UserAddress
from shop.address.vietnamese import vietnam
from shop.complaints import handling
from shop.locations.models import Location
from shop.stock.models import Balance
from shop.waiting import asking
from shop.waiting.models import Waiting
from tests.factories import (
    a_certificate,
    a_criteria_set,
    a_location,
    a_producer,
    a_product,
    a_shopper,
    a_ward,
    an_order,
)
from tests.factories.complaining import a_complaint
from tests.factories.fairs import a_booth
from tests.factories.offers import an_offer
from tests.factories.sending import a_delivered_order
from tests.factories.sizes import a_product_in_sizes
from tests.factories.telling import a_counter, id_of


@dataclass(frozen=True)
class Stage:
    """What the pages show."""

    fair: Any
    receipts: list
    offer: Any
    producer: Any
    products: list
    certificates: list
    point: Location
    orders: list
    delivered: Any
    complaints: list
    waiting: Waiting
    passkey: Passkey
    member: Any
    address: UserAddress


def a_stage() -> Stage:
    """Goods in every state that a page of theirs tells of, a point of sale, an account with orders."""
    today = localdate()
    producer = a_producer("HTX Cửa Khe", story_teaser="Ba đời làm mắm.")
    sauce = a_product("Nước mắm Cửa Khe", on_hand=40, producer=producer, ingredients="Cá cơm, muối", is_seasonal=True)
    few = a_product("Mắm nêm", on_hand=3, producer=producer)
    sold_out = a_product("Mắm cái", producer=producer)
    without = a_product("Ruốc khô", stars=None, on_hand=5)
    lapsed = a_product("Mực khô", stars=None, on_hand=5)
    a_certificate(lapsed, issued_on=today - timedelta(days=1500), expires_on=today - timedelta(days=400))
    revoked = a_product("Cá bò khô", stars=None, on_hand=5)
    revoke(certificate=a_certificate(revoked), on=today, because="Ngừng sản xuất")
    wine = a_product("Rượu cần", on_hand=5, abv=12)
    spirit = a_product("Rượu Hồng Đào", on_hand=5, abv=40)
    visit = a_product("Một ngày ở làng", criteria_set=a_criteria_set(number=26, group=CriteriaSet.Group.TOURISM))
    in_sizes, _sizes = a_product_in_sizes(90_000, 170_000)
    products = [sauce, few, sold_out, without, lapsed, revoked, wine, spirit, visit, in_sizes]
    point = a_location("Trung tâm OCOP Hội An", kind=Location.Kind.OCOP_CENTER, latitude=15.88, longitude=108.33)
    member = a_shopper(first_name="Bình")
    address = UserAddress.objects.create(
        user=member, first_name="Bình", ward=a_ward(), line1="12 Trần Phú", phone_number="0905123456", country=vietnam()
    )
    orders = [an_order((sauce, 1), pays_by=house, user=member) for house in ("cash", "vietqr")]
    delivered = a_delivered_order((sauce, 1), user=member)
    complaints = [a_complaint(), a_complaint()]
    handling.answer(complaint=complaints[1], text="Chúng tôi gửi chai khác.", by=None, at=now())
    waiting = asking.ask(product=sold_out, email="hoa@example.com", user=None, caller="127.0.0.1", at=now())
    passkey = Passkey.objects.create(
        user=member, name="Điện thoại", credential_id="AA", public_key=b"", created_at=now()
    )
    certificates = [certificate for product in products for certificate in product.certificates.all()]
    fair = a_booth(producer=producer).fair
    receipts = [_receipt_of(sauce), uuid4()]
    return Stage(
        fair,
        receipts,
        an_offer(of=products, needs=99),
        producer,
        products,
        certificates,
        point,
        orders,
        delivered,
        complaints,
        waiting,
        passkey,
        member,
        address,
    )


def _receipt_of(product) -> UUID:
    """Of three units that a counter sold, one of which came back."""
    shelf = Balance.objects.filter(lot__product=product).get()
    counter = a_counter(shelf)
    counter.opens()
    sold = counter.sells((shelf.lot, 3))
    counter.refunds(sold, 1)
    counter.push()
    return id_of(sold)


Addresses = Callable[[Stage], list[str]]


def at(name: str, *args, ask: str = "") -> Addresses:
    return lambda stage: [reverse(name, args=args) + ask]


def of_orders(name: str) -> Addresses:
    return lambda stage: [reverse(name, args=[order.number, order.token]) for order in stage.orders]


def of_goods(name: str) -> Addresses:
    return lambda stage: [reverse(name, args=[stage.products[0].slug, stage.products[0].pk])]


def editors_pages(stage: Stage) -> list[str]:
    live = Page.objects.live().filter(depth__gt=1, locale__language_code=get_language())
    return [page.url for page in live]


def receipts(stage: Stage) -> list[str]:
    """They have one address; the language is asked for."""
    return [f"{reverse('counter:receipt', args=[receipt])}?lang={get_language()}" for receipt in stage.receipts]


def goods(stage: Stage) -> list[str]:
    return [product.get_absolute_url() for product in stage.products]


def lists(stage: Stage) -> list[str]:
    return [reverse("catalogue:index") + question for question in ("", "?q=mam", "?stars=4&in_stock=1", "?q=xyzzy")]


FOR_ANYONE: dict[str, Addresses] = {
    "counter:receipt": receipts,
    "fairs:index": at("fairs:index"),
    "fairs:detail": lambda stage: [stage.fair.get_absolute_url()],
    "home": at("home"),
    "wagtail_serve": editors_pages,
    "catalogue:index": lists,
    "catalogue:group": at("catalogue:group", "food"),
    "catalogue:detail": goods,
    "product_reviews": of_goods("product_reviews"),
    "complaints:file": at("complaints:file"),
    "complaints:track": at("complaints:track"),
    "complaints:status": lambda stage: [complaint.get_absolute_url() for complaint in stage.complaints],
    "customer:code-ask": at("customer:code-ask"),
    "review_order": lambda stage: [reverse("review_order", args=[stage.delivered.number, stage.delivered.token])],
    "review_write": lambda stage: [
        reverse("review_write", args=[stage.delivered.number, stage.delivered.token, line.pk])
        for line in stage.delivered.lines.all()
    ],
    "waiting_ask": lambda stage: [reverse("waiting_ask", args=[stage.waiting.product_id])],
    "waiting_letter": lambda stage: [
        reverse("waiting_letter", args=[word]) for word in (stage.waiting.token, "qua-han")
    ],
    "basket:summary": at("basket:summary"),
    "order_status": of_orders("order_status"),
    "password-reset": at("password-reset"),
    "password-reset-done": at("password-reset-done"),
    "password-reset-complete": at("password-reset-complete"),
    "password-reset-confirm": at("password-reset-confirm", "MQ", "het-han"),
    "customer:login": at("customer:login"),
    "customer:register": at("customer:register"),
    "offer:list": at("offer:list"),
    "offer:detail": lambda stage: [stage.offer.get_absolute_url()],
    "producers:index": at("producers:index"),
    "producers:detail": lambda stage: [stage.producer.get_absolute_url()],
    "certification:ask": at("certification:ask"),
    "certification:check": lambda stage: [
        *(reverse("certification:check", args=[certificate.number]) for certificate in stage.certificates),
        reverse("certification:check", args=["khong-co"]),
    ],
    "locations:index": lambda stage: [
        reverse("locations:index") + ask for ask in ("", "?near=16.07,108.22", "?kind=fair")
    ],
    "my_place": at("my_place"),
    "locations:detail": lambda stage: [stage.point.get_absolute_url()],
}
FOR_A_BUYER: dict[str, Addresses] = {
    "basket:summary": at("basket:summary"),
    "checkout:index": at("checkout:index"),
    "checkout:review": at("checkout:review"),
}
FOR_A_MEMBER: dict[str, Addresses] = {
    "account_reviews": at("account_reviews"),
    "account_waiting": at("account_waiting"),
    "wishlist": at("wishlist"),
    "customer:data": at("customer:data"),
    "customer:passkeys": at("customer:passkeys"),
    "customer:passkey": lambda stage: [reverse("customer:passkey", args=[stage.passkey.pk])],
    "customer:change-password": at("customer:change-password"),
    "customer:profile-view": at("customer:profile-view"),
    "customer:profile-update": at("customer:profile-update"),
    "customer:profile-delete": at("customer:profile-delete"),
    "customer:order-list": at("customer:order-list"),
    "customer:address-list": at("customer:address-list"),
    "customer:address-create": at("customer:address-create"),
    "customer:address-detail": lambda stage: [reverse("customer:address-detail", args=[stage.address.pk])],
    "customer:address-delete": lambda stage: [reverse("customer:address-delete", args=[stage.address.pk])],
    "checkout:index": at("checkout:index"),
}
NO_PAGE = {
    "catalogue:reviews-moved": "leads to product_reviews",
    "counter:shell": "an app: what it draws is not a page of ours",
    "counter:worker": "a script",
    "counter:manifest": "for a device",
    "counter:icon": "a picture",
    "set_language": "a deed",
    "checkout:age": "a deed; what it asks stands on the pages of alcohol",
    "suggestions": "a part of the search box",
    "customer:code-enter": "follows customer:code-ask, with a test of its own",
    "customer:passkey-ask": "a deed",
    "customer:passkey-enter": "a deed",
    "customer:passkey-options": "a deed",
    "customer:passkey-add": "a deed",
    "customer:passkey-remove": "a deed",
    "customer:data-export": "a file",
    "customer:order-again": "a deed",
    "customer:order-claim": "a deed",
    "waiting_leave": "a deed",
    "wish": "a deed",
    "payment:stripe_webhook": "for Stripe",
    "places:wards": "a part of a form",
    "robots": "for machines",
    "sitemap": "for machines",
    "sitemap_part": "for machines",
    "catalogue:category": "leads to the list of goods",
    "catalogue:range": "leads to the list of goods",
    "basket:add": "a deed",
    "basket:change": "a deed",
    "basket:take-out": "a deed",
    "basket:vouchers-add": "a deed",
    "basket:vouchers-remove": "a deed",
    "order_state": "a part of the order's page",
    "order_cancel": "a deed",
    "order_pay": "a deed",
    "customer:logout": "a deed",
    "customer:summary": "leads to the profile",
    "customer:order": "leads to the order's own page",
    "customer:address-use": "a deed",
    "wagtailcore_authenticate_with_password": "a deed",
    "wagtailcore_login": "leads to signing in",
}
# Branches of the tree of addresses that are no public pages.
BEHIND = {
    "cms/": "Wagtail's own admin",
    "dashboard/": "Oscar's own admin",
    "documents/": "files",
    "ban/": "the desk, walked by test_desk_accessibility",
    "^media/": "files",
    "api/": "for programs; the page that documents it is Swagger UI's own",
    "feeds/": "for programs",
}


def address_names() -> set[str]:
    """The names of all addresses in front of the desks."""
    with override("vi"):
        return {name for name, route in _walk(get_resolver()) if not route.startswith(tuple(BEHIND))}


def addresses(listed: dict[str, Addresses], stage: Stage, *, language: str) -> list[str]:
    with override(language):
        return [address for of_name in listed.values() for address in of_name(stage)]


def _walk(resolver, space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", route
        else:
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, route)
