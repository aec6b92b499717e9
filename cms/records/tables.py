"""One class for each table. Who may see or change which follows the model's permissions."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from catalogue.certification.models import Certificate
from catalogue.evaluation.models import CriteriaSet, Rulebook
from catalogue.producers.models import Membership, Producer
from shop.locations.models import Assignment, Location, OpeningHours
from shop.shipping.tariffs import Service


class LookingOnly(ModelPermissionPolicy):
    """Those with any permission on the model may look; nobody writes here, since deeds elsewhere do."""

    def user_has_permission(self, user, action):
        may = super().user_has_permission
        return action == "view" and any(may(user, each) for each in ("view", "change", "add", "delete"))


class Table(ModelViewSet):
    add_to_settings_menu = False
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50


def ticked(model, name: str) -> BooleanColumn:
    """A yes or no as a sign, where Wagtail would write "True"."""
    return BooleanColumn(name, label=capfirst(model._meta.get_field(name).verbose_name), sort_key=name)


class ServiceTable(Table):
    model = Service
    icon = "order"
    panels = [
        "carrier",
        "name",
        "code",
        "is_active",
        "carries_chilled",
        "carries_bulky",
        "takes_cash",
        "volumetric_divisor",
        "position",
        InlinePanel(
            "rates",
            label=_("Rate"),
            heading=_("Rates by zone"),
            panels=[
                "zone",
                FieldRowPanel(["first_g", "base", "step"]),
                FieldRowPanel(["days_min", "days_max"]),
            ],
        ),
        InlinePanel(
            "surcharges",
            label=_("Surcharge"),
            heading=_("Surcharges"),
            panels=[FieldRowPanel(["cause", "amount"])],
        ),
    ]
    list_display = ["__str__", ticked(Service, "is_active"), ticked(Service, "takes_cash"), "position"]
    menu_label = _("Shipping")
    menu_order = 310
    add_to_admin_menu = True


class LocationTable(Table):
    model = Location
    icon = "site"
    form_fields = [
        "name",
        "slug",
        "kind",
        "ward",
        "street",
        "latitude",
        "longitude",
        "phone",
        "producer",
        "is_open",
        "sells_online",
        "offers_pickup",
        "safety_stock",
    ]
    list_display = ["name", "kind", "is_open", "sells_online", "offers_pickup"]
    list_filter = ["kind", "is_open", "sells_online"]
    search_fields = ["name"]


class HoursTable(Table):
    model = OpeningHours
    icon = "time"
    form_fields = ["location", "weekday", "opens", "closes"]
    list_display = ["location", "weekday", "opens", "closes"]
    list_filter = ["location"]


class AssignmentTable(Table):
    model = Assignment
    icon = "user"
    form_fields = ["location", "user", "role"]
    list_display = ["location", "user", "role"]
    list_filter = ["location", "role"]


class Locations(ModelViewSetGroup):
    menu_label = _("Locations")
    menu_icon = "site"
    menu_order = 320
    items = (LocationTable, HoursTable, AssignmentTable)


class ProducerTable(Table):
    model = Producer
    icon = "group"
    form_fields = [
        "name",
        "slug",
        "legal_form",
        "tax_code",
        "ward",
        "street",
        "legacy_address",
        "latitude",
        "longitude",
        "phone",
        "email",
        "website",
        "story_teaser",
        "verification",
        "verified_at",
    ]
    list_display = ["name", "legal_form", "ward", "verification"]
    list_filter = ["verification", "legal_form"]
    search_fields = ["name", "tax_code"]


class MembershipTable(Table):
    model = Membership
    icon = "user"
    form_fields = ["producer", "user", "is_owner"]
    list_display = ["producer", "user", ticked(Membership, "is_owner")]
    list_filter = ["producer"]


class CertificateTable(Table):
    model = Certificate
    icon = "doc-full"
    # Issued, extended and revoked by deeds of catalogue.certification, never typed over.
    form_fields = ["number"]
    inspect_view_fields = [
        "number",
        "product",
        "stars",
        "decision",
        "authority",
        "issued_on",
        "expires_on",
        "extended_until",
        "revoked_on",
        "revoked_because",
        "scan",
    ]
    list_display = ["number", "product", "stars", "issued_on", "expires_on", "extended_until", "revoked_on"]
    list_filter = ["stars"]
    search_fields = ["number", "product__title"]


class RulebookTable(Table):
    model = Rulebook
    icon = "doc-full-inverse"
    form_fields = ["number", "in_force_from", "in_force_to", "validity_months", "extension_days"]
    list_display = ["number", "in_force_from", "in_force_to", "validity_months", "extension_days"]


class CriteriaSetTable(Table):
    model = CriteriaSet
    icon = "list-ol"
    form_fields = ["rulebook", "number", "group", "family", "name"]
    list_display = ["number", "family", "name", "group", "rulebook"]
    list_filter = ["rulebook", "group"]


class Programme(ModelViewSetGroup):
    menu_label = _("OCOP programme")
    menu_icon = "doc-full"
    menu_order = 330
    items = (ProducerTable, MembershipTable, CertificateTable, RulebookTable, CriteriaSetTable)
