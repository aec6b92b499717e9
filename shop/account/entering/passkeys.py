"""Passkeys: a device signs what we ask, and we check it. https://www.w3.org/TR/webauthn-3/"""

from base64 import urlsafe_b64encode
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from shop.account.entering.models import Passkey

CHALLENGE = "passkey_challenge"
MOST = 20


class Refused(Exception):
    sentence = _("The passkey was not taken. Nothing was changed; try again, or sign in another way.")


class TooMany(Refused):
    sentence = _("Twenty passkeys are enough for one account. Remove one that you no longer use.")


def options_to_make(request: HttpRequest, user: User) -> str:
    """JSON for `navigator.credentials.create`; the challenge waits in the session."""
    options = generate_registration_options(
        rp_id=_domain(request),
        rp_name=settings.OSCAR_SHOP_NAME,
        user_id=salted_hmac("shop.account.entering.passkeys", str(user.pk), algorithm="sha256").digest(),
        user_name=user.email,
        user_display_name=user.get_full_name() or user.email,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(known))
            for known in user.passkeys.values_list("credential_id", flat=True)
        ],
    )
    request.session[CHALLENGE] = urlsafe_b64encode(options.challenge).decode()
    return options_to_json(options)


def options_to_enter(request: HttpRequest) -> str:
    """JSON for `navigator.credentials.get`. Names no account: the device knows whose key it holds."""
    options = generate_authentication_options(
        rp_id=_domain(request), user_verification=UserVerificationRequirement.REQUIRED
    )
    request.session[CHALLENGE] = urlsafe_b64encode(options.challenge).decode()
    return options_to_json(options)


def keep(request: HttpRequest, user: User, *, answer: str, name: str, at: datetime) -> Passkey:
    """Raises Refused."""
    if user.passkeys.count() >= MOST:
        raise TooMany
    try:
        checked = verify_registration_response(
            credential=answer,
            expected_challenge=_challenge(request),
            expected_rp_id=_domain(request),
            expected_origin=_origin(request),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as fault:
        raise Refused from fault
    try:
        with transaction.atomic():
            return user.passkeys.create(
                name=name,
                credential_id=bytes_to_base64url(checked.credential_id),
                public_key=checked.credential_public_key,
                sign_count=checked.sign_count,
                created_at=at,
            )
    except IntegrityError as fault:
        raise Refused from fault


@transaction.atomic
def owner_of(request: HttpRequest, *, answer: str, at: datetime) -> User:
    """The account whose passkey signed. Raises Refused."""
    try:
        challenge = _challenge(request)
        credential = parse_authentication_credential_json(answer)
        passkey = (
            Passkey.objects.select_for_update(of=("self",)).select_related("user").filter(credential_id=credential.id)
        ).first()
        if passkey is None or not passkey.user.is_active:
            raise Refused
        checked = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_domain(request),
            expected_origin=_origin(request),
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as fault:
        raise Refused from fault
    passkey.sign_count, passkey.last_used_at = checked.new_sign_count, at
    passkey.save(update_fields=["sign_count", "last_used_at"])
    return passkey.user


def _challenge(request: HttpRequest) -> bytes:
    """What this visitor was asked to sign; good for one answer."""
    asked = request.session.pop(CHALLENGE, "")
    if not asked:
        raise Refused
    return base64url_to_bytes(asked)


def _domain(request: HttpRequest) -> str:
    return request.get_host().partition(":")[0]


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
