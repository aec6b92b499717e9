"""Refusals of the deeds on certificates. Each carries its figures; `str()` is a sentence for people."""

from datetime import date

from django.utils.translation import gettext as _


class CertificateError(Exception):
    """A certificate could not be issued, extended or revoked. Nothing was written."""


class StarsWithoutCertificate(CertificateError):
    """Decision 26/2026/QĐ-TTg, Article 4.1: one and two stars get no certificate."""

    def __init__(self, *, stars: int):
        super().__init__(_("%(stars)d stars get no certificate: only three, four or five do.") % {"stars": stars})
        self.stars = stars


class SizeHasNoCertificate(CertificateError):
    def __init__(self, *, product):
        super().__init__(
            _("%(product)s is one size of a product: the certificate belongs to the product itself.")
            % {"product": product.get_title()}
        )
        self.product = product


class NumberTaken(CertificateError):
    def __init__(self, *, number: str):
        super().__init__(_("There is already a certificate with the number %(number)s.") % {"number": number})
        self.number = number


class NoRulebook(CertificateError):
    def __init__(self, *, day: date):
        super().__init__(
            _("No decision on OCOP certificates was in force on %(day)s.") % {"day": day.strftime("%d/%m/%Y")}
        )
        self.day = day


class AlreadyRevoked(CertificateError):
    def __init__(self, *, number: str, on: date):
        super().__init__(
            _("Certificate %(number)s was revoked on %(day)s already.")
            % {"number": number, "day": on.strftime("%d/%m/%Y")}
        )
        self.number, self.on = number, on


class ExtensionOutOfBounds(CertificateError):
    """Decision 26/2026/QĐ-TTg, Article 12.3: at most 180 days from the end of the term."""

    def __init__(self, *, until: date, after: date, latest: date):
        super().__init__(
            _("The certificate ends on %(after)s and can be extended to %(latest)s at most, not to %(until)s.")
            % {name: day.strftime("%d/%m/%Y") for name, day in (("until", until), ("after", after), ("latest", latest))}
        )
        self.until, self.after, self.latest = until, after, latest


class RevocationWithoutReason(CertificateError):
    def __init__(self):
        super().__init__(_("Say why the certificate is revoked: its page shows the reason."))


class RevokedBeforeIssued(CertificateError):
    def __init__(self, *, on: date, issued_on: date):
        super().__init__(
            _("The certificate was issued on %(issued)s and cannot be revoked before that day.")
            % {"issued": issued_on.strftime("%d/%m/%Y")}
        )
        self.on, self.issued_on = on, issued_on
