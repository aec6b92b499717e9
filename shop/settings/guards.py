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
    if settings["VIETQR_ACCOUNT"] == settings["ILLUSTRATIVE_ACCOUNT"]:
        faults.append("VIETQR_ACCOUNT is the illustration (leave it empty to take no bank transfers)")
    elif settings["VIETQR_ACCOUNT"] and settings["VIETQR_ACCOUNT_NAME"] in ("", settings["ILLUSTRATIVE_HOLDER"]):
        faults.append("VIETQR_ACCOUNT without VIETQR_ACCOUNT_NAME")
    if settings["IS_DEMONSTRATION"]:
        faults.append("IS_DEMONSTRATION is on, so that every page would say that nothing here is real")
    if faults:
        raise ImproperlyConfigured("Refusing to start in production: " + "; ".join(faults) + ".")
