from collections import Counter
from datetime import timedelta

import time_machine
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import connection
from django.db.models import Max, Sum
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from oscar.core.loading import get_model
from stdnum.vn import mst

from catalogue.certification.models import Certificate
from catalogue.labelling import rules
from catalogue.producers.models import Producer
from shop.demo.loading import load
from shop.locations.models import Location, OpeningHours
from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.pos.devices import pins
from shop.pos.devices.models import StaffPin
from shop.pos.discrepancies import Discrepancy
from shop.pos.events.event import Event
from shop.pos.models import Refund, Shift
from shop.stock.audit import audit
from shop.stock.models import Balance, Transfer
from shop.stocktaking import differences
from shop.stocktaking.models import Stocktake

Product = get_model("catalogue", "Product")
QUICK = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])


def rows_of_everything() -> dict[str, tuple[int, object]]:
    """How many rows and the greatest key, table by table."""
    return {
        model._meta.label: (model.objects.count(), model.objects.aggregate(last=Max("pk"))["last"])
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


@QUICK
class DemonstrationTests(TestCase):
    """Loaded once for all of them, without pictures."""

    @classmethod
    def setUpTestData(cls):
        with QUICK:
            cls.users = load(at=now(), with_pictures=False)

    def test_there_are_55_products_and_four_sizes_of_two_of_them(self):
        structures = Counter(Product.objects.values_list("structure", flat=True))

        assert structures == {"standalone": 53, "parent": 2, "child": 4}
        assert list(Product.objects.filter(structure="child").order_by("upc").values_list("upc", "parent__upc")) == [
            ("OCOP-001-250", "OCOP-001"),
            ("OCOP-001-500", "OCOP-001"),
            ("OCOP-049-250", "OCOP-049"),
            ("OCOP-049-500", "OCOP-049"),
        ]

    def test_certificates_are_in_every_state(self):
        today = localdate()
        states = Counter(certificate.state_on(today).value for certificate in Certificate.objects.all())
        soon = Certificate.objects.filter(expires_on__range=(today, today + timedelta(days=90)))

        assert states == {"valid": 47, "lapsed": 1, "revoked": 1}
        assert soon.count() == 2
        assert Product.objects.browsable().filter(certificates=None).count() == 6

    def test_a_certificate_names_who_signs_it(self):
        authorities = {certificate.stars: set() for certificate in Certificate.objects.all()}
        for certificate in Certificate.objects.all():
            authorities[certificate.stars].add(certificate.authority)

        assert authorities[5] == {"Bộ Nông nghiệp và Môi trường"}
        assert {name[:9] for stars in (3, 4) for name in authorities[stars]} == {"UBND tỉnh", "UBND thàn"}

    def test_every_product_says_what_the_law_wants(self):
        today = localdate()
        products = Product.objects.select_related("criteria_set", "producer", "origin_ward", "parent__criteria_set")

        found = {product.upc: rules.missing(product, today) for product in products}

        assert {upc: fields for upc, fields in found.items() if fields} == {}

    def test_every_product_passes_its_own_checks(self):
        for product in Product.objects.all():
            product.full_clean(exclude=["parent"])

    def test_every_product_can_be_weighed_and_priced(self):
        unpriced = Product.objects.exclude(structure="parent").filter(stockrecords=None)
        unweighed = Product.objects.exclude(structure="parent").filter(weight_g=None)

        assert (list(unpriced), list(unweighed)) == ([], [])

    def test_producers_are_derived_from_the_goods(self):
        producers = list(Producer.objects.prefetch_related("products"))

        assert len(producers) == 45
        assert [maker.name for maker in producers if not (maker.products.all() and maker.legacy_address)] == []
        assert [maker.name for maker in producers if not mst.is_valid(maker.tax_code)] == []
        assert [maker.name for maker in producers if not maker.phone.is_valid()] == []
        assert Counter(maker.verification for maker in producers) == {"verified": 41, "applied": 4}

    def test_eleven_points_and_a_warehouse_that_sells_online_in_each_province(self):
        warehouses = Location.objects.filter(kind="warehouse", sells_online=True)

        assert Location.objects.exclude(kind="warehouse").filter(booth=None).count() == 11
        assert sorted(warehouses.values_list("ward__province__code", flat=True)) == ["38", "48", "51"]
        assert set(Location.objects.filter(kind="ocop_center").values_list("offers_pickup", flat=True)) == {True}
        assert Location.objects.exclude(kind__in=("warehouse", "fair")).filter(opening_hours=None).count() == 0
        assert OpeningHours.objects.count() > 70

    def test_some_lots_are_near_their_date_and_one_is_past_it(self):
        today = localdate()
        lots = Balance.objects.filter(on_hand__gt=0).values_list("lot__expires_on", flat=True)
        dated = [day for day in lots if day]

        assert sum(day < today for day in dated) == 1
        assert sum(today <= day <= today + timedelta(days=21) for day in dated) >= 4

    def test_one_product_is_sold_out_and_one_nearly(self):
        left = {
            upc: Balance.objects.filter(lot__product__upc=upc).aggregate(n=Sum("on_hand"))["n"]
            for upc in ("OCOP-023", "OCOP-034")
        }

        assert left == {"OCOP-023": None, "OCOP-034": 2}

    def test_goods_lie_in_several_places(self):
        places = Balance.objects.filter(lot__product__upc="OCOP-001-500", on_hand__gt=0).values("location").distinct()

        assert places.count() == 5

    def test_the_ledger_is_sound(self):
        assert list(audit()) == []

    def test_past_orders_are_in_several_states(self):
        orders = Counter(Order.objects.values_list("status", flat=True))
        parcels = Counter(Parcel.objects.values_list("state", flat=True))

        assert orders == {"completed": 3, "confirmed": 6, "cancelled": 1, "awaiting_payment": 1}
        assert {"planned", "packed", "dispatched", "delivered", "cancelled"} <= set(parcels)
        assert Parcel.objects.filter(is_pickup=True, state="packed").count() == 1
        assert get_model("payment", "Refund").objects.count() == 1

    def test_counters_have_days_behind_them(self):
        shifts = Counter(Shift.objects.values_list("device__name", flat=True))
        still_open = Shift.objects.filter(closed_at=None).values_list("device__name", flat=True)
        questions = Discrepancy.objects.open().order_by("kind").values_list("kind", "location__kind")

        assert shifts == {"Quầy 1": 12, "Quầy sân bay": 3, "Gian A1": 1}
        assert sorted(still_open) == ["Gian A1", "Quầy 1"]
        assert list(questions) == [("drawer", "ocop_center"), ("short", "airport"), ("uncertified", "ocop_center")]
        assert list(Event.objects.in_quarantine()) == []
        assert Refund.objects.count() == 1

    def test_goods_are_on_their_way_and_shelves_counted(self):
        stocktakes = {
            each.state: [d.units for d in differences.of(each) if d.units] for each in Stocktake.objects.all()
        }

        assert Transfer.objects.filter(state="dispatched", destination__kind="ocop_center").count() == 1
        assert stocktakes == {"open": [-1], "closed": [-1]}

    def test_who_works_at_a_point_has_a_pin(self):
        told = {user.email: user.pin for user in self.users if user.pin}
        kept = StaffPin.objects.select_related("user")

        assert {pin.user.email for pin in kept} == set(told) == {"nhan-vien@example.com", "quan-ly@example.com"}
        checks = [pins.check_of(told[pin.user.email], bytes.fromhex(pin.salt), pin.rounds) for pin in kept]
        assert checks == [pin.check_hash for pin in kept]

    def test_each_role_has_a_person_who_can_sign_in(self):
        roles = {user.role for user in self.users}

        assert roles == {
            "shopper",
            "producer member",
            "point staff",
            "point manager",
            "commune officer",
            "council member",
            "programme officer",
            "editor",
            "administrator",
        }
        signed_in = [authenticate(None, username=user.email, password=user.password) for user in self.users]
        assert [user.email for user in signed_in] == [user.email for user in self.users]
        assert len({user.password for user in self.users}) == 9

    def test_running_it_again_changes_nothing_and_asks_little(self):
        before = rows_of_everything()

        with CaptureQueriesContext(connection) as queries:
            made = load(at=now(), with_pictures=False)

        assert made == []
        assert rows_of_everything() == before
        assert len(queries) < 150
        written = [query["sql"][:80] for query in queries if query["sql"].startswith(("INSERT", "DELETE"))]
        assert written == []

    def test_running_it_again_a_month_later_changes_nothing_either(self):
        before = rows_of_everything()

        with time_machine.travel(now() + timedelta(days=33)):
            load(at=now(), with_pictures=False)

        assert rows_of_everything() == before
