"""GS1 Global Trade Item Numbers."""

from biip import ParseError
from biip.gtin import Gtin
from biip.rcn import Rcn
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def check_gtin(value: str) -> None:
    """Raise ValidationError where the value is no GTIN-8, -12, -13 or -14 (GS1 General Specifications, mod-10)."""
    refusal = ValidationError(_("This is not a valid barcode number: look at its digits again."))
    if not (value.isascii() and value.isdigit()):  # biip forgives spaces, which would be stored
        raise refusal
    try:
        Gtin.parse(value)
    except ParseError as fault:
        raise refusal from fault


def worldwide(value: str | None) -> str:
    """The number where it names the goods everywhere, else "": GS1's prefixes 02, 04 and 2 are of a shop's own."""
    try:
        return "" if not value or isinstance(Gtin.parse(value), Rcn) else value
    except ParseError:
        return ""
