"""The shop without `shop.outage`: Django tells an outage of the database as a fault of ours."""

from shop.wsgi import application  # isort: skip, Django is ready only after it
from shop import urls

urls.handler400 = "django.views.defaults.bad_request"
urls.handler500 = "django.views.defaults.server_error"

__all__ = ["application"]
