"""Without a language in front: the app has its own choice."""

from django.urls import path

from shop.pos.pages import installing, receipts, shell

app_name = "counter"
urlpatterns = [
    path("", shell.shell, name="shell"),
    path("sw.js", shell.worker, name="worker"),
    path("app.webmanifest", installing.manifest, name="manifest"),
    path("phieu/<uuid:event_id>/", receipts.receipt, name="receipt"),
    path("icon-<int:size>.png", installing.icon, name="icon"),
]
