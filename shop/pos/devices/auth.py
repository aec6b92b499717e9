"""How the API knows a device: `Authorization: Bearer <token>`."""

from django.http import HttpRequest
from ninja.errors import AuthenticationError, AuthorizationError
from ninja.security import HttpBearer

from shop.pos.devices.models import Device
from shop.pos.devices.tokens import device_of

UNKNOWN = "No counter has this token. Enrol it with a code from its manager."
REVOKED = "This counter was revoked. It may still hand over what it holds, to /api/v1/pos/events."


class DeviceToken(HttpBearer):
    """Puts the device on the request, as `request.auth`. 401 without a good token, 403 without the scope.

    `lets_in_revoked`: where a revoked device may still hand something over.
    """

    openapi_name = "device"

    def __init__(self, scope: str = "", *, lets_in_revoked: bool = False):
        super().__init__()
        self.scope, self.lets_in_revoked = scope, lets_in_revoked

    def __call__(self, request: HttpRequest) -> Device:
        return super().__call__(request) or self.authenticate(request, "")

    def authenticate(self, request: HttpRequest, token: str) -> Device:
        device = device_of(token) if token else None
        if device is None:
            raise AuthenticationError(message=UNKNOWN)
        if device.revoked_at and not self.lets_in_revoked:
            raise AuthenticationError(message=REVOKED)
        if self.scope and not device.may(self.scope):
            raise AuthorizationError(message=f"This counter may not use {self.scope}.")
        return device
