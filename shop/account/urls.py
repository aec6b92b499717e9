"""Setting a new password by letter. Django and Oscar reverse these names without a namespace."""

from django.contrib.auth import views
from django.urls import path, reverse_lazy

from shop.account.forms import AskResetForm, NewPasswordForm
from shop.addresses import word

ask = views.PasswordResetView.as_view(
    form_class=AskResetForm,
    success_url=reverse_lazy("password-reset-done"),
    template_name="pages/account/reset_ask.html",
)
confirm = views.PasswordResetConfirmView.as_view(
    form_class=NewPasswordForm,
    success_url=reverse_lazy("password-reset-complete"),
    template_name="pages/account/reset_confirm.html",
)
sent = views.PasswordResetDoneView.as_view(template_name="pages/account/reset_sent.html")
done = views.PasswordResetCompleteView.as_view(template_name="pages/account/reset_done.html")

urlpatterns = [
    path(word("quen-mat-khau/", "forgot-password/"), ask, name="password-reset"),
    path(word("quen-mat-khau/da-gui/", "forgot-password/sent/"), sent, name="password-reset-done"),
    path(word("quen-mat-khau/xong/", "forgot-password/done/"), done, name="password-reset-complete"),
    path(
        word("quen-mat-khau/<uidb64>/<token>/", "forgot-password/<uidb64>/<token>/"),
        confirm,
        name="password-reset-confirm",
    ),
]
