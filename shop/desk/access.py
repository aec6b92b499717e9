"""Who may enter the desk, and what each sees and changes there.

Goods and orders: staff and managers by their locations, officers see all, administrators see and change all.
Somebody else's object answers 404, a screen that is not for this role 403, a stranger is asked to sign in.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from django.contrib.auth.mixins import AccessMixin
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views import View

from catalogue.models import Product
from catalogue.producers.models import Membership, Producer
from catalogue.product import ProductQuerySet
from catalogue.reviews.models import ProductReview
from shop.desk import roles
from shop.fairs.models import Booth, Fair
from shop.locations.models import Assignment, Location
from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.pos.devices.models import Device, DeviceQuerySet
from shop.pos.discrepancies import Discrepancy, DiscrepancyQuerySet
from shop.pos.events.event import Event, EventQuerySet
from shop.pos.shifts import Shift
from shop.settlement.models import Statement
from shop.stock.models import Balance, BalanceQuerySet, Transfer
from shop.stocktaking.models import Stocktake

Rows = TypeVar("Rows", bound=QuerySet)


def person(request: HttpRequest) -> User:
    """Whoever is behind a door of the desk: never a stranger."""
    return cast(User, request.user)


@dataclass
class Reach:
    """What one person sees and may change. Asks the database once for each kind of role."""

    user: User | AnonymousUser

    def _may(self, names: tuple[str, ...]) -> bool:
        return self.user.is_authenticated and self.user.has_perms(names)

    @cached_property
    def _assignments(self) -> dict[int, str]:
        if not self.user.is_authenticated:
            return {}
        return dict(Assignment.objects.filter(user=self.user.pk).values_list("location_id", "role"))

    @cached_property
    def worked(self) -> frozenset[int]:
        """Locations, by pk, where this person works."""
        return frozenset(self._assignments)

    @cached_property
    def managed(self) -> frozenset[int]:
        return frozenset(pk for pk, role in self._assignments.items() if role == Assignment.Role.MANAGER)

    @cached_property
    def producers(self) -> frozenset[int]:
        """Producers, by pk, for whom this person may speak."""
        if not self.user.is_authenticated:
            return frozenset()
        return frozenset(Membership.objects.filter(user=self.user.pk).values_list("producer_id", flat=True))

    @cached_property
    def sees_all_goods(self) -> bool:
        return self._may(roles.SEES_GOODS)

    @cached_property
    def moves_all_goods(self) -> bool:
        return self._may(roles.MOVES_GOODS)

    @cached_property
    def sees_money(self) -> bool:
        return self._may(roles.SEES_MONEY)

    @cached_property
    def moves_money(self) -> bool:
        return self._may(roles.MOVES_MONEY)

    @cached_property
    def keeps_facts(self) -> bool:
        return self._may(roles.KEEPS_FACTS)

    @cached_property
    def moderates(self) -> bool:
        return self._may(roles.MODERATES)

    @cached_property
    def holds_lots(self) -> bool:
        """May stop a lot from being sold anywhere, and let it be sold again."""
        return self._may(roles.HOLDS_LOTS)

    @cached_property
    def runs_fairs(self) -> bool:
        return self._may(roles.RUNS_FAIRS)

    @property
    def sees_settlements(self) -> bool:
        return self.sees_money or bool(self.producers)

    @property
    def sees_goods(self) -> bool:
        return self.sees_all_goods or bool(self.worked)

    @property
    def moves_goods(self) -> bool:
        return self.moves_all_goods or bool(self.worked)

    @property
    def settles_orders(self) -> bool:
        """May cancel and refund some orders; which, `may_settle` says."""
        return self.moves_money or bool(self.managed)

    @property
    def sees_labels(self) -> bool:
        return self.keeps_facts or bool(self.producers)

    @property
    def sees_reviews(self) -> bool:
        return self.moderates or bool(self.producers)

    @property
    def enters(self) -> bool:
        return self.sees_goods or self.sees_money or self.sees_labels

    @property
    def role(self) -> str:
        """The widest role, in a word for the header."""
        if self.moves_money:
            return _("Administrator")
        if self.sees_all_goods:
            return _("Programme officer")
        if self.managed:
            return _("Point manager")
        return _("Point staff") if self.worked else _("Producer")

    def locations(self) -> QuerySet[Location]:
        return Location.objects.all() if self.sees_all_goods else Location.objects.filter(pk__in=self.worked)

    def locations_in_hand(self) -> QuerySet[Location]:
        return Location.objects.all() if self.moves_all_goods else Location.objects.filter(pk__in=self.worked)

    def orders(self) -> QuerySet[Order]:
        if self.sees_all_goods:
            return Order.objects.all()
        return Order.objects.filter(pk__in=Parcel.objects.filter(location__in=self.worked).values("order"))

    def may_settle(self, order: Order) -> bool:
        """Cancel or refund it: administrators any, managers those that leave only from where they manage."""
        if self.moves_money:
            return True
        places = {parcel.location_id for parcel in order.parcels.all()}
        return bool(places) and places <= self.managed

    def parcels(self) -> QuerySet[Parcel]:
        return self._here(Parcel.objects.all(), sees_all=self.sees_all_goods)

    def parcels_in_hand(self) -> QuerySet[Parcel]:
        return self._here(Parcel.objects.all(), sees_all=self.moves_all_goods)

    def shelves(self) -> BalanceQuerySet:
        return self._here(Balance.objects.all(), sees_all=self.sees_all_goods)

    def shelves_in_hand(self) -> BalanceQuerySet:
        return self._here(Balance.objects.all(), sees_all=self.moves_all_goods)

    def transfers(self) -> QuerySet[Transfer]:
        if self.sees_all_goods:
            return Transfer.objects.all()
        return Transfer.objects.filter(Q(origin__in=self.worked) | Q(destination__in=self.worked))

    def transfers_to_receive(self) -> QuerySet[Transfer]:
        return self.transfers().filter(destination__in=self.locations_in_hand())

    def stocktakes(self) -> QuerySet[Stocktake]:
        return self._here(Stocktake.objects.all(), sees_all=self.sees_all_goods)

    def stocktakes_in_hand(self) -> QuerySet[Stocktake]:
        return self._here(Stocktake.objects.all(), sees_all=self.moves_all_goods)

    def booths(self) -> QuerySet[Booth]:
        return self._here(Booth.objects.all(), sees_all=self.runs_fairs)

    def booths_in_hand(self) -> QuerySet[Booth]:
        return self._here(Booth.objects.exclude(location=None), sees_all=self.moves_all_goods)

    def fairs(self) -> QuerySet[Fair]:
        """All for those who run them; else those where this person works in a booth."""
        return Fair.objects.all() if self.runs_fairs else Fair.objects.filter(booths__in=self.booths()).distinct()

    def producers_settled(self) -> QuerySet[Producer]:
        return Producer.objects.all() if self.sees_money else Producer.objects.filter(pk__in=self.producers)

    def statements(self) -> QuerySet[Statement]:
        """All for those who see money; else those of one's own producer."""
        return Statement.objects.filter(producer__in=self.producers_settled())

    @property
    def runs_counters(self) -> bool:
        """May enrol and shut out counters, and settle what does not agree, at some locations."""
        return self.moves_all_goods or bool(self.managed)

    def locations_managed(self) -> QuerySet[Location]:
        return Location.objects.all() if self.moves_all_goods else Location.objects.filter(pk__in=self.managed)

    @property
    def reads_months(self) -> bool:
        """Sees what a point took in a month and whose it is."""
        return self.sees_all_goods or bool(self.managed)

    def locations_accounted(self) -> QuerySet[Location]:
        return Location.objects.all() if self.sees_all_goods else Location.objects.filter(pk__in=self.managed)

    def devices(self) -> DeviceQuerySet:
        return self._here(Device.objects.all(), sees_all=self.sees_all_goods)

    def devices_in_hand(self) -> DeviceQuerySet:
        return self._managed(Device.objects.all())

    def shifts(self) -> QuerySet[Shift]:
        return self._here(Shift.objects.all(), sees_all=self.sees_all_goods)

    def discrepancies(self) -> DiscrepancyQuerySet:
        return self._here(Discrepancy.objects.all(), sees_all=self.sees_all_goods)

    def discrepancies_in_hand(self) -> DiscrepancyQuerySet:
        return self._managed(Discrepancy.objects.all())

    def events(self) -> EventQuerySet:
        """What counters have sent."""
        return Event.objects.filter(device__in=self.devices())

    def events_in_hand(self) -> EventQuerySet:
        return Event.objects.filter(device__in=self.devices_in_hand())

    def products(self) -> ProductQuerySet:
        """Those whose label this person keeps; a size goes with its parent's producer."""
        if self.keeps_facts:
            return Product.objects.all()
        return Product.objects.filter(Q(producer__in=self.producers) | Q(parent__producer__in=self.producers))

    def reviews(self) -> QuerySet[ProductReview]:
        """All for those who moderate; else those that are shown of one's own producer's goods."""
        return ProductReview.objects.all() if self.moderates else self.reviews_to_answer()

    def reviews_to_answer(self) -> QuerySet[ProductReview]:
        return ProductReview.objects.approved().filter(product__producer__in=self.producers)

    def _managed(self, rows: Rows) -> Rows:
        return rows if self.moves_all_goods else rows.filter(location__in=self.managed)

    def _here(self, rows: Rows, *, sees_all: bool) -> Rows:
        return rows if sees_all else rows.filter(location__in=self.worked)


def may_enter(user: User | AnonymousUser) -> bool:
    """`Reach(user).enters`, where most who are asked about are shoppers: of those it asks the database once."""
    if not user.is_authenticated:
        return False
    in_a_room = Exists(Assignment.objects.filter(user=OuterRef("pk"))) | Exists(
        Membership.objects.filter(user=OuterRef("pk"))
    )
    trusted = Q(groups__isnull=False) | Q(user_permissions__isnull=False) | Q(is_superuser=True) | in_a_room
    return User.objects.filter(trusted, pk=user.pk).exists() and Reach(user).enters


class Door(AccessMixin, View):
    """Lets in whoever's reach says yes to `needs`."""

    needs = "enters"
    reach: Reach

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.reach = Reach(request.user)

    def dispatch(self, request, *args, **kwargs):
        if not getattr(self.reach, self.needs):
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)
