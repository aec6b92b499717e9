"""Signing in with a password, and the profile."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.customer import views

from shop.account import forms, letters
from shop.web.callers import address_of


class SignIn(views.AccountAuthView):
    template_name = "pages/account/sign_in.html"
    login_form_class = forms.SignInForm
    registration_form_class = forms.RegisterForm

    def get_registration_form_kwargs(self, bind_data=False):
        return super().get_registration_form_kwargs(bind_data) | {"caller": address_of(self.request)}

    def get_login_success_message(self, form):
        return ""


class Register(views.AccountRegistrationView):
    template_name = "pages/account/register.html"
    form_class = forms.RegisterForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"caller": address_of(self.request)}


class Profile(views.ProfileView):
    template_name = "pages/account/profile.html"
    page_title = _("Your account")


class EditProfile(views.ProfileUpdateView):
    template_name = "pages/account/form.html"
    form_class = forms.ProfileForm
    page_title = _("Name and e-mail")

    def send_email_changed_email(self, old_user, new_email):
        old_user.proven_addresses.all().delete()
        letters.send(letters.EMAIL_CHANGED, old_user, to=old_user.email, new_email=new_email)


class ChangePassword(views.ChangePasswordView):
    template_name = "pages/account/form.html"
    form_class = forms.ChangePasswordForm
    page_title = _("Change your password")

    def get_form_class(self):
        """Who came by a code or a passkey has no present password to ask for."""
        return self.form_class if self.request.user.has_usable_password() else forms.NewPasswordForm

    def send_password_changed_email(self):
        letters.send(letters.PASSWORD_CHANGED, self.request.user)
