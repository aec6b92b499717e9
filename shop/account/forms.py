"""Oscar's forms of people, with our words and with what password keepers need to know of each field."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer import forms as oscar_forms

from shop.account import letters
from shop.account.entering.limits import PASSWORDS_FROM, PASSWORDS_OF_ADDRESS, REGISTERING_FROM
from shop.web.callers import address_of
from shop.web.tries import NotNow


def _password(label, autocomplete: str) -> forms.CharField:
    attrs = {"autocomplete": autocomplete}
    return forms.CharField(label=label, strip=False, widget=forms.PasswordInput(attrs=attrs))


def _email() -> forms.EmailField:
    return forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class SignInForm(oscar_forms.EmailAuthenticationForm):
    username = _email()
    password = _password(_("Password"), "current-password")
    error_messages = oscar_forms.EmailAuthenticationForm.error_messages | {
        "invalid_login": _("This e-mail and password do not belong together. Look at both, or set a new password.")
    }

    def clean(self):
        try:
            PASSWORDS_FROM.count(address_of(self.request))
            PASSWORDS_OF_ADDRESS.count(self.cleaned_data.get("username", ""))
        except NotNow as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal
        return super().clean()


class RegisterForm(oscar_forms.EmailUserCreationForm):
    email = _email()
    password1 = _password(_("Password"), "new-password")
    password2 = _password(_("The same password again"), "new-password")

    def __init__(self, *args, caller: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.caller = caller
        self.fields["password1"].help_text = _("At least 8 characters, not only digits, not a common word.")

    def clean_email(self):
        """It says whether an address is known, so it is not asked at will."""
        try:
            REGISTERING_FROM.count(self.caller)
        except NotNow as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal
        return super().clean_email()


class ProfileForm(oscar_forms.ProfileForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {
            "last_name": (_("Family name"), "family-name"),
            "first_name": (_("Given name"), "given-name"),
            "email": (_("E-mail"), "email"),
        }
        for name, (label, autocomplete) in words.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs["autocomplete"] = autocomplete
        self.order_fields(words)


class ConfirmPasswordForm(oscar_forms.ConfirmPasswordForm):
    password = _password(_("Your password"), "current-password")

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password


class NewPasswordForm(SetPasswordForm):
    new_password1 = _password(_("New password"), "new-password")
    new_password2 = _password(_("The same password again"), "new-password")


class ChangePasswordForm(PasswordChangeForm):
    old_password = _password(_("Present password"), "current-password")
    new_password1 = _password(_("New password"), "new-password")
    new_password2 = _password(_("The same password again"), "new-password")


class AskResetForm(oscar_forms.PasswordResetForm):
    email = _email()

    def save(self, **kwargs):
        """Write to each account with this e-mail; to nobody where there is none, and say neither."""
        for user in self.get_users(self.cleaned_data["email"]):
            letters.send(letters.RESET, user)
