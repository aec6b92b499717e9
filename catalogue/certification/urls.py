from django.urls import path

from catalogue.certification import views

app_name = "certification"
urlpatterns = [
    path("", views.ask, name="ask"),
    # A number is as its paper has it, which may hold a slash.
    path("<path:number>/", views.check, name="check"),
]
