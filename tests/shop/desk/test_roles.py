import pytest
from django.contrib.auth.models import Group

from shop.desk.roles import ROLES, _permissions, plant_roles


def names_of(group):
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in group.permissions.select_related("content_type")
    }


def test_roles_are_planted_with_exactly_their_permissions(db):
    planted = plant_roles()

    assert {role: names_of(group) for role, group in planted.items()} == {
        role: set(names) for role, names in ROLES.items()
    }


def test_planting_again_takes_back_what_was_added_by_hand(db):
    plant_roles()
    officer = Group.objects.get(name="programme officer")
    officer.permissions.add(*_permissions(("payment.change_paymentattempt",)))

    plant_roles()

    assert names_of(officer) == set(ROLES["programme officer"])
    assert Group.objects.filter(name__in=ROLES).count() == len(ROLES)


def test_a_permission_that_does_not_exist_is_named(db):
    with pytest.raises(LookupError) as refusal:
        _permissions(("stock.view_balance", "stock.fly"))

    assert "stock.fly" in str(refusal.value)
