"""The roles that are groups. Point staff and managers are made by `locations.Assignment`, producers by membership."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

ADMINISTRATOR, PROGRAMME_OFFICER, EDITOR = "administrator", "programme officer", "editor"

SEES_GOODS = ("order.view_order", "stock.view_balance")
SEES_MONEY = ("payment.view_paymentattempt",)
KEEPS_FACTS = (
    "catalogue.change_product",
    "certification.view_certificate",
    "certification.add_certificate",
    "certification.change_certificate",
)
MOVES_GOODS = ("order.change_order", "stock.add_movement")
MODERATES = ("reviews.change_productreview",)
TENDS_SEARCH = (
    *(f"search.{deed}_{model}" for model in ("synonym", "pin") for deed in ("view", "add", "change", "delete")),
    "search.view_miss",
)
HOLDS_LOTS = ("traceability.add_hold", "traceability.change_hold")
RUNS_FAIRS = ("fairs.add_fair", "fairs.change_fair", "fairs.change_booth")
MOVES_MONEY = ("payment.change_paymentattempt", "payment.add_refund")
OVERSEES = (*SEES_GOODS, *SEES_MONEY, *KEEPS_FACTS, *MODERATES, *HOLDS_LOTS, *RUNS_FAIRS)

ROLES = {
    ADMINISTRATOR: (*OVERSEES, *MOVES_GOODS, *MOVES_MONEY, "wagtailadmin.access_admin"),
    PROGRAMME_OFFICER: OVERSEES,
    EDITOR: ("wagtailadmin.access_admin", *TENDS_SEARCH),
}


@transaction.atomic
def plant_roles() -> dict[str, Group]:
    """Make the groups and give each exactly its permissions. May be run again. {role: group}."""
    planted = {}
    for role, names in ROLES.items():
        group, _is_new = Group.objects.get_or_create(name=role)
        group.permissions.set(_permissions(names))
        planted[role] = group
    return planted


def _permissions(names: tuple[str, ...]) -> list[Permission]:
    wanted = Q()
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    found = list(Permission.objects.filter(wanted).select_related("content_type"))
    known = {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}
    if unknown := set(names) - known:
        raise LookupError(f"No such permissions: {sorted(unknown)}. Run the migrations first.")
    return found
