"""Sentences of Django and Oscar that shoppers read, collected here so that our catalogue says them our way.

Nothing imports this: `make messages` reads it, and `tests/shop/test_borrowed_words.py` sees that they still say them.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

FORMS = [
    _("This field is required."),
    _("Enter a valid value."),
    _("Enter a valid email address."),
    _("Enter a valid URL."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Enter a valid date."),
    _("Enter a valid date/time."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Null characters are not allowed."),
    _("No file was submitted."),
    _("No file was submitted. Check the encoding type on the form."),
    _("The submitted file is empty."),
    _("Upload a valid image. The file you uploaded was either not an image or a corrupted image."),
]
PASSWORDS = [
    _("The two password fields didn’t match."),
    _("This password is too common."),
    _("The password is too similar to the %(verbose_name)s."),
    _("This account is inactive."),
]
ACCOUNTS = [
    _("A user with that email address already exists"),
    _("A user with this email address already exists"),
    _("Thanks for registering!"),
    _("Profile updated"),
    _("Password updated"),
]
REVIEWS = [
    _("Score"),
    _("Body"),
    _("anonymous"),
    _("Thank you for reviewing this product"),
    _("You have already reviewed this product!"),
    _("You can't leave a review for this product."),
    _("Anonymous reviews must include a name and an email"),
    _("Thanks for voting!"),
    _("Only signed in users can vote"),
    _("You cannot vote on your own reviews"),
    _("Only signed-in users can vote on reviews"),
    _("You can only vote once on a review"),
]
COUNTED = [
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
]
