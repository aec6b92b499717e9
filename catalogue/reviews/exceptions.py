from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ReviewError(Exception):
    """Something that is refused about a review; `sentence` says it to a person."""

    sentence: str | Promise = ""


class AlreadyReviewed(ReviewError):
    sentence = _("You have written of this product already. One buyer, one review.")


class AlreadyDecided(ReviewError):
    sentence = _("Somebody has decided on this review meanwhile. Nothing was changed.")


class AlreadyAnswered(ReviewError):
    sentence = _("This review has its answer already. A maker answers once.")
