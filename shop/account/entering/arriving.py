"""Who a proven address belongs to, and letting them in."""

from datetime import datetime

from django.contrib.auth import get_user_model, login
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.forms import generate_username

from shop.account.entering.models import ProvenAddress

BACKEND = "oscar.apps.customer.auth_backends.EmailBackend"
PROVEN = "proven_address"


class Closed(Exception):
    sentence = _("This account is closed. Write to us if you think it should not be.")


def let_in(request: HttpRequest, user: User, *, proven: str = "") -> None:
    """Sign in under a new session key. The basket and what the session remembers come along."""
    login(request, user, backend=BACKEND)
    if proven:
        request.session[PROVEN] = proven


def has_proven(request: HttpRequest) -> bool:
    """Whether this visitor has shown, in this session, that letters to the account's address reach them."""
    email = request.user.email if isinstance(request.user, User) else ""
    return bool(email) and request.session.get(PROVEN) == email.lower()


def account_of(email: str, *, at: datetime) -> tuple[User, bool]:
    """(the account of an address that has just been proven, whether its password was taken away).

    Made where there is none. Whoever registered an address without proving it may have been somebody else:
    the first proof ends their password and passkeys. Raises Closed.
    """
    try:
        return _account_of(email, at=at)
    except IntegrityError:
        return _account_of(email, at=at)  # two windows proved a new address at once: the other one made the account


@transaction.atomic
def _account_of(email: str, *, at: datetime) -> tuple[User, bool]:
    proven = ProvenAddress.objects.select_related("user").filter(email=email, user__email__iexact=email).first()
    if proven:
        return _open(proven.user), False
    user = get_user_model().objects.filter(email__iexact=email).order_by("-is_active", "pk").first()
    ProvenAddress.objects.filter(email=email).delete()
    lost = False
    if user is None:
        user = get_user_model().objects.create_user(username=generate_username(), email=email)
    else:
        lost = _open(user).has_usable_password()
        user.passkeys.all().delete()
        user.set_unusable_password()
        user.save(update_fields=["password"])
    ProvenAddress.objects.create(email=email, user=user, proven_at=at)
    return user, lost


def _open(user: User) -> User:
    if not user.is_active:
        raise Closed
    return user
