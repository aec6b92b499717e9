"""Files: beside the code by default; any S3-compatible store by MEDIA_S3_BUCKET."""

from .environment import BASE_DIR, DEBUG, VAR_DIR, env

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "themes" / "ocop" / "dist"]
STATICFILES_BACKEND = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if DEBUG:
    STATICFILES_BACKEND = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_S3_BUCKET = env.str("MEDIA_S3_BUCKET", "")
MEDIA_S3_ENDPOINT = env.str("MEDIA_S3_ENDPOINT", "")
# Where a browser fetches media from, if not from us: the store's own address, or what stands before it.
MEDIA_ORIGINS = env.list(
    "MEDIA_ORIGINS",
    default=[MEDIA_S3_ENDPOINT or f"https://{MEDIA_S3_BUCKET}.s3.amazonaws.com"] if MEDIA_S3_BUCKET else [],
)

# Not among the storage's options, which travel in the queue with tasks that cut pictures.
AWS_S3_ACCESS_KEY_ID = env.str("MEDIA_S3_ACCESS_KEY", "") or None
AWS_S3_SECRET_ACCESS_KEY = env.str("MEDIA_S3_SECRET_KEY", "") or None

STORAGES = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": MEDIA_S3_BUCKET,
                "endpoint_url": MEDIA_S3_ENDPOINT or None,
                "region_name": env.str("MEDIA_S3_REGION", "") or None,
                "querystring_auth": False,
                # Two files of one name are two files, as on a disk.
                "file_overwrite": False,
            },
        }
        if MEDIA_S3_BUCKET
        else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    ),
    "staticfiles": {"BACKEND": STATICFILES_BACKEND},
}

DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": BASE_DIR / "themes/ocop/dist/manifest.json"}}
COUNTER_WORKER = BASE_DIR / "themes/ocop/dist/sw.js"
DRAWING_FONTS = BASE_DIR / "themes/ocop/dist/fonts"

PICTURES = {
    # Five widths of each picture, 240 to 1200 px: a card on a phone to half a desk at twice the density.
    "BREAKPOINTS": {"s": 480, "m": 960, "l": 1280},
    "GRID_COLUMNS": 5,
    "CONTAINER_WIDTH": 1200,
    "FILE_TYPES": ["WEBP"],
    "PIXEL_DENSITIES": [1],
    "USE_PLACEHOLDERS": False,
    "PICTURE_CLASS": "catalogue.pictures.packing.PackedPicture",
    "PROCESSOR": "catalogue.pictures.sizes.cut_later",
}
