"""Mail: printed to the console by default; SMTP by EMAIL_URL, e.g. smtp+tls://user:password@host:587."""

from .environment import env

vars().update(env.email_url("EMAIL_URL", "consolemail://"))
DEFAULT_FROM_EMAIL = OSCAR_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Chợ OCOP <cho@ocop.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
