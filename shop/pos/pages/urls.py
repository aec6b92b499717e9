"""Without a language in front: the app has its own choice."""

from django.urls import path

from shop.pos.pages import installing, shell

app_name = "counter"
urlpatterns = [
    path("", shell.shell, name="shell"),
    path("sw.js", shell.worker, name="worker"),
    path("app.webmanifest", installing.manifest, name="manifest"),
    path("icon-<int:size>.png", installing.icon, name="icon"),
]
