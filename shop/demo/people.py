"""A person for each role of the house, with a password of their own for this installation."""

from dataclasses import dataclass
from datetime import datetime
from secrets import randbelow, token_urlsafe

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from catalogue.producers.models import Membership, Producer
from shop.demo.makers import producer_by_product
from shop.demo.points import location_by_id
from shop.desk import roles
from shop.locations.models import Assignment
from shop.pos.devices import pins

User = get_user_model()
COMMUNE_OFFICER, COUNCIL_MEMBER = "commune officer", "council member"

# (e-mail, first name, last name, role); the e-mail signs in.
PEOPLE = (
    ("khach@example.com", "An", "Nguyễn", "shopper"),
    ("nguoi-lam@example.com", "Khe", "Trần", "producer member"),
    ("nhan-vien@example.com", "Nhung", "Lê", "point staff"),
    ("quan-ly@example.com", "Quân", "Phan", "point manager"),
    ("can-bo-xa@example.com", "Xuân", "Đinh", COMMUNE_OFFICER),
    ("hoi-dong@example.com", "Hội", "Võ", COUNCIL_MEMBER),
    ("can-bo-ocop@example.com", "Oanh", "Cao", roles.PROGRAMME_OFFICER),
    ("bien-tap@example.com", "Biên", "Tạ", roles.EDITOR),
    ("quan-tri@example.com", "Trị", "Quách", roles.ADMINISTRATOR),
)
AS_STAFF = {
    "point staff": (("SP1", Assignment.Role.STAFF), ("W48", Assignment.Role.STAFF)),
    "point manager": (("SP1", Assignment.Role.MANAGER), ("W48", Assignment.Role.MANAGER)),
}
NUOC_MAM = "1"
# Wagtail's own, whose members publish pages.
MODERATORS = "Moderators"


@dataclass(frozen=True, slots=True)
class NewUser:
    role: str
    email: str
    password: str
    pin: str = ""


@transaction.atomic
def build(*, at: datetime, track) -> list[NewUser]:
    """Those that are missing; passwords and PINs are only here, the database keeps their hashes."""
    known = set(User.objects.values_list("email", flat=True))
    groups = roles.plant_roles()
    made = []
    for email, first_name, last_name, role in track(PEOPLE, "people"):
        if email in known:
            continue
        password = token_urlsafe(9)
        is_administrator = role == roles.ADMINISTRATOR
        user = User.objects.create_user(
            username=email,
            email=email,
            password=password,
            first_name=first_name,
            last_name=last_name,
            is_staff=is_administrator,
            is_superuser=is_administrator,
        )
        _enrol(user, role, groups)
        pin = _give_pin(user, at) if role in AS_STAFF else ""
        made.append(NewUser(role, email, password, pin))
    return made


def _give_pin(user, at: datetime) -> str:
    """For the counters of the points where they work."""
    while pins.is_weak(pin := f"{randbelow(10**pins.DIGITS):0{pins.DIGITS}}"):
        pass
    pins.set_pin(user=user, pin=pin, at=at)
    return pin


def _enrol(user, role: str, groups: dict[str, Group]) -> None:
    if role in (COMMUNE_OFFICER, COUNCIL_MEMBER):
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    elif role in groups:
        user.groups.add(groups[role])
        if role == roles.EDITOR:
            user.groups.add(*Group.objects.filter(name=MODERATORS))
    elif role == "producer member":
        producer: Producer = producer_by_product()[NUOC_MAM]
        Membership.objects.create(producer=producer, user=user, is_owner=True)
    else:
        locations = location_by_id() if role in AS_STAFF else {}
        for place, at_point in AS_STAFF.get(role, ()):
            Assignment.objects.create(location=locations[place], user=user, role=at_point)
