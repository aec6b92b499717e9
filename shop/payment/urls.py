from django.urls import path

from shop.payment import webhooks

app_name = "payment"
urlpatterns = [path("webhooks/stripe/", webhooks.stripe_webhook, name="stripe_webhook")]
