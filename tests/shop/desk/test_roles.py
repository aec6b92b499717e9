import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management.sql import emit_post_migrate_signal

from shop.desk.models import Given
from shop.desk.roles import EDITOR, PROGRAMME_OFFICER, ROLES, plant_roles
from tests.factories import a_shopper

HOLDING = "traceability.add_hold"
BY_HAND = "payment.change_paymentattempt"


def names_of(group):
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in group.permissions.select_related("content_type")
    }


def permission(name):
    room, _, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=room, codename=codename)


@pytest.fixture
def officers(db):
    return Group.objects.get(name=PROGRAMME_OFFICER)


def test_a_database_that_was_only_migrated_has_the_roles_with_exactly_their_permissions(each_database, db):
    assert {group.name: names_of(group) for group in Group.objects.filter(name__in=ROLES)} == {
        role: set(names) for role, names in ROLES.items()
    }


def roles_after_a_first_migration():
    """Their permissions, after what a first `migrate` says to each room in its turn."""
    Group.objects.all().delete()
    Permission.objects.all().delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    return {role: names_of(Group.objects.get(name=role)) for role in ROLES}


def test_roles_are_whole_although_the_turn_of_most_rooms_comes_after_the_desk(db):
    assert roles_after_a_first_migration() == {role: set(names) for role, names in ROLES.items()}


def test_they_would_not_be_if_permissions_came_only_in_their_rooms_turn(db, monkeypatch):
    """The negative control."""
    monkeypatch.setattr("shop.desk.roles.create_permissions", lambda *room, **how: None)

    assert "order.view_order" not in roles_after_a_first_migration()[PROGRAMME_OFFICER]


def test_an_officer_of_a_new_installation_may_hold_a_lot(db):
    officer = a_shopper()
    officer.groups.add(Group.objects.get(name=PROGRAMME_OFFICER))

    assert officer.has_perm(HOLDING)


def test_planting_again_leaves_what_an_operator_added_and_took_away(officers):
    officers.permissions.add(permission(BY_HAND))
    officers.permissions.remove(permission(HOLDING))

    plant_roles()

    assert names_of(officers) == set(ROLES[PROGRAMME_OFFICER]) - {HOLDING} | {BY_HAND}
    assert Group.objects.filter(name__in=ROLES).count() == len(ROLES)


def test_without_the_memory_of_what_was_given_it_would_be_given_again(officers):
    """The negative control."""
    officers.permissions.remove(permission(HOLDING))
    Given.objects.all().delete()

    plant_roles()

    assert HOLDING in names_of(officers)


def test_what_a_role_newly_holds_is_given_and_what_it_no_longer_holds_is_taken_back(officers, monkeypatch):
    officers.permissions.add(permission("search.view_miss"))
    monkeypatch.setitem(ROLES, PROGRAMME_OFFICER, (*set(ROLES[PROGRAMME_OFFICER]) - {HOLDING}, BY_HAND))

    plant_roles()

    assert names_of(officers) == {*ROLES[PROGRAMME_OFFICER], "search.view_miss"}


def test_a_group_that_was_deleted_is_made_anew(db):
    Group.objects.get(name=EDITOR).delete()

    plant_roles()

    assert names_of(Group.objects.get(name=EDITOR)) == set(ROLES[EDITOR])


def test_planting_again_writes_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(3 * len(ROLES)) as asked:
        plant_roles()

    assert [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
