"""The roles that are groups. Point staff and managers are made by `locations.Assignment`, producers by membership."""

from itertools import chain

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections, transaction

from shop.desk.models import Given

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
    """Make the groups that are missing and give each what it was never given. {role: group}. May be run again.

    An operator's changes stay: what was taken away is not given again, what was added is left. What a role of the
    house no longer holds is taken back, where it was the house that gave it.
    """
    known = _permissions()
    return {role: _planted(role, {known[name] for name in names if name in known}) for role, names in ROLES.items()}


def plant_after_migrating(*, using: str, apps=installed, **kwargs) -> None:
    """Permissions come with their rooms' own turn, some of which is later than the desk's: it is brought forward."""
    if Given._meta.db_table not in connections[using].introspection.table_names():
        return
    for room in sorted({name.partition(".")[0] for name in chain(*ROLES.values())}):
        create_permissions(installed.get_app_config(room), verbosity=0, using=using, apps=apps)
    plant_roles()


def _planted(role: str, wanted: set[int]) -> Group:
    group, _is_new = Group.objects.get_or_create(name=role)
    given = set(group.given.values_list("permission", flat=True))
    group.permissions.add(*wanted - given)
    Given.objects.bulk_create(Given(group=group, permission_id=pk) for pk in sorted(wanted - given))
    if given - wanted:
        group.permissions.remove(*given - wanted)
        group.given.filter(permission__in=given - wanted).delete()
    return group


def _permissions() -> dict[str, int]:
    """{"room.deed_model": its pk}, of those that are there: a migration that stops midway has not made all."""
    rooms = {name.partition(".")[0] for name in chain(*ROLES.values())}
    found = Permission.objects.filter(content_type__app_label__in=rooms)
    return {f"{room}.{deed}": pk for room, deed, pk in found.values_list("content_type__app_label", "codename", "pk")}
