"""The shop with its media beside it, which in production a proxy or a store hands out."""

from django.conf import settings
from whitenoise import WhiteNoise

from shop.wsgi import application as shop

application = WhiteNoise(shop, root=settings.MEDIA_ROOT, prefix="media/", max_age=31_536_000)
