from django.urls import path

from catalogue.producers import views

app_name = "producers"
urlpatterns = [
    path("", views.ProducerIndex.as_view(), name="index"),
    path("<slug:slug>/", views.ProducerPage.as_view(), name="detail"),
]
