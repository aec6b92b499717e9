"""Places and people as a counter knows them: who works here, where goods may be sent, what a receipt says on top."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from shop.locations.models import Assignment, Location


def places(location: Location) -> QuerySet[Location]:
    """Where transfers from here may go."""
    return Location.objects.filter(is_open=True).exclude(pk=location.pk)


def place_row(place: Location) -> dict:
    return {"name": place.name, "kind": place.kind}


def staff(location: Location) -> QuerySet[Assignment]:
    here = Assignment.objects.filter(location=location, user__is_active=True)
    return here.select_related("user__pin")


def staff_row(assignment: Assignment) -> dict:
    user = assignment.user
    return {
        "name": user.get_full_name() or user.get_username(),
        "is_manager": assignment.role == Assignment.Role.MANAGER,
        "pin": _pin_of(user),
    }


def working_at(location: Location, user_ids: set[int]) -> set[int]:
    """Those of them who are assigned here, though their account may be closed."""
    return set(Assignment.objects.filter(location=location, user__in=user_ids).values_list("user_id", flat=True))


def point_row(location: Location) -> dict:
    """What stands on top of a receipt, and where a transfer of money goes."""
    bank = {
        "bin": settings.VIETQR_BANK_BIN,
        "account": settings.VIETQR_ACCOUNT,
        "name": settings.VIETQR_ACCOUNT_NAME,
    }
    return {
        "name": location.name,
        "address": location.address,
        "phone": str(location.phone),
        "bank": bank if settings.VIETQR_ACCOUNT else None,
        "receipt_url": f"{settings.BASE_URL}/quay/phieu/",
        "currency": "VND",
        "seller": {name: settings.OPERATOR[name] for name in ("name", "address", "phone", "registration")},
    }


def _pin_of(user) -> dict | None:
    try:
        pin = user.pin
    except ObjectDoesNotExist:
        return None
    return {"salt": pin.salt, "rounds": pin.rounds, "check": pin.check_hash}
