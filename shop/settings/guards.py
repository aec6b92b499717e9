"""What production refuses to start with."""

from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe(settings: dict) -> None:
    """Raise ImproperlyConfigured, naming every unsafe setting at once, where the environment is production."""
    if not settings["IS_PRODUCTION"]:
        return
    faults = []
    if settings["DEBUG"]:
        faults.append("DEBUG is on")
    if settings["SECRET_KEY"] == settings["DEVELOPMENT_SECRET_KEY"] or len(settings["SECRET_KEY"]) < 50:
        faults.append("SECRET_KEY is the default or shorter than 50 characters")
    if not settings["ALLOWED_HOSTS"] or "*" in settings["ALLOWED_HOSTS"]:
        faults.append("ALLOWED_HOSTS is empty or takes any host")
    if not settings["BASE_URL"].startswith("https://"):
        faults.append("BASE_URL is not https")
    if settings["STRIPE_SECRET_KEY"] and not settings["STRIPE_WEBHOOK_SECRET"]:
        faults.append("STRIPE_SECRET_KEY without STRIPE_WEBHOOK_SECRET")
    if faults:
        raise ImproperlyConfigured("Refusing to start in production: " + "; ".join(faults) + ".")
