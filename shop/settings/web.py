"""The web server's side: middleware, templates, security headers."""

from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from .environment import BASE_URL, DEBUG, IS_PRODUCTION, env
from .payments import STRIPE_API_BASE
from .storage import MEDIA_ORIGINS

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
ASGI_APPLICATION = "shop.asgi.application"
SITE_ID = None

MIDDLEWARE = [
    "shop.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "shop.web.sharing.SharedPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.pages.middleware.ThemeMiddleware",
    "shop.basket.middleware.BasketMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATE_LOADERS = [
    "themes.engine.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [("themes.engine.CachedLoader", TEMPLATE_LOADERS)] if not DEBUG else TEMPLATE_LOADERS,
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.debug",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.core.context_processors.metadata",
                "wagtail.contrib.settings.context_processors.settings",
                "cms.pages.context.site",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = [
    "oscar.apps.customer.auth_backends.EmailBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "customer:login"
LOGIN_REDIRECT_URL = "home"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", IS_PRODUCTION)
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
# One proxy of ours stands before: it says how a visitor came, and from where.
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
X_FRAME_OPTIONS = "SAMEORIGIN"

# Tiles under our maps, e.g. https://tile.openstreetmap.org/{z}/{x}/{y}.png, with the words that their licence wants.
# Without them a map shows our own dots and asks nobody outside.
MAP_TILES_URL = env.str("MAP_TILES_URL", "")
MAP_TILES_ATTRIBUTION = env.str("MAP_TILES_ATTRIBUTION", "")
# https://{s}.tiles.example/{z}/… → https://*.tiles.example
MAP_TILES_ORIGINS = (
    ["{0.scheme}://{0.netloc}".format(urlsplit(MAP_TILES_URL.replace("{s}", "*")))] if MAP_TILES_URL else []
)

CONTENT_SECURITY_POLICY = {
    # Wagtail's and Oscar's own admins carry inline scripts.
    "EXCLUDE_URL_PREFIXES": ["/cms/", "/dashboard/", "/en/dashboard/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", *MEDIA_ORIGINS, *MAP_TILES_ORIGINS],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, STRIPE_API_BASE or "https://checkout.stripe.com"],
        "frame-ancestors": [SELF],
    },
}

# Pages that are the same for everyone without a cookie are made once and shared for so many seconds; 0: never.
SHARED_SECONDS = env.int("SHARED_SECONDS", 2)
SHARED_PAGES = {
    "home",
    "wagtail_serve",
    "catalogue:index",
    "catalogue:group",
    "catalogue:detail",
    "producers:index",
    "producers:detail",
    "certification:check",
    "locations:index",
    "locations:detail",
}

API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", 120)
# Of one counter; and of all that stand behind one address, at a fair.
POS_REQUESTS_A_MINUTE = env.int("POS_REQUESTS_A_MINUTE", 240)
POS_ADDRESS_REQUESTS_A_MINUTE = env.int("POS_ADDRESS_REQUESTS_A_MINUTE", 12_000)
# The API is for everyone's reading; another site's browser may read it where the operator says so.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOWED_ORIGINS = env.list("API_ORIGINS", default=[])
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
CORS_EXPOSE_HEADERS = ("ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
SILENCED_SYSTEM_CHECKS: list[str] = []
