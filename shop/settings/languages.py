"""Vietnamese first, English complete."""

from django.utils.translation import gettext_lazy as _

from .environment import BASE_DIR

USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
WAGTAIL_I18N_ENABLED = True
# Otherwise wagtail-localize publishes the untranslated copy.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
FORMAT_MODULE_PATH = ["shop.formats"]
LOCALE_PATHS = [BASE_DIR / room / "locale" for room in ("catalogue", "shop", "cms", "themes")]

PHONENUMBER_DEFAULT_REGION = "VN"
PHONENUMBER_DB_FORMAT = "E164"
PHONENUMBER_DEFAULT_FORMAT = "NATIONAL"
