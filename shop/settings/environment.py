"""What the environment says of this machine."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")
# What the process writes: the embedded database, media, collected static files.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

ENVIRONMENT = env.str("ENVIRONMENT", "development")
IS_PRODUCTION = ENVIRONMENT == "production"

DEBUG = env.bool("DEBUG", not IS_PRODUCTION)
DEVELOPMENT_SECRET_KEY = "development only: production refuses to start with this key"  # noqa: S105 no secret
SECRET_KEY = env.str("SECRET_KEY", DEVELOPMENT_SECRET_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if IS_PRODUCTION else ["*"])
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
