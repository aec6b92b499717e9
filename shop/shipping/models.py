from oscar.apps.shipping.models import *  # noqa: F403

from shop.shipping.tariffs import Rate, Service, Surcharge, Zone  # noqa: F401
