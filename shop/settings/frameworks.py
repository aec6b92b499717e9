"""Oscar's own settings (https://django-oscar.readthedocs.io/) and Wagtail's (https://docs.wagtail.org/)."""

from django.urls import reverse_lazy
from oscar.defaults import *

from .environment import BASE_URL, IS_PRODUCTION

OSCAR_SHOP_NAME = "Chợ OCOP"
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_HOMEPAGE = reverse_lazy("home")
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_SEND_REGISTRATION_EMAIL = False
OSCAR_SAVE_SENT_EMAILS_TO_DB = False
OSCAR_BASKET_COOKIE_OPEN = "oscar_open_basket"
OSCAR_BASKET_COOKIE_SECURE = IS_PRODUCTION
OSCAR_SLUG_MAP = {"đ": "d", "Đ": "D"}
OSCAR_THUMBNAILER = "catalogue.pictures.thumbnails.SizesThumbnailer"
OSCAR_PRODUCTS_PER_PAGE = 24
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 999
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "phone_number", "ward")
OSCAR_MODERATE_REVIEWS = True
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_OFFERS_INCL_TAX = True
OSCAR_OFFER_ROUNDING_FUNCTION = "shop.offer.rounding.whole_dong"
OSCAR_URL_SCHEMA = "https" if IS_PRODUCTION else "http"

# Oscar imports Haystack, so it must find a connection; nothing searches with it.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}

# Our offers add no column to Oscar's, so its migrations stay in force.
MIGRATION_MODULES = {"offer": "oscar.apps.offer.migrations"}

WAGTAIL_SITE_NAME = "Chợ OCOP"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
