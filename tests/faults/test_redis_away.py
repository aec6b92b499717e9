"""Redis goes down while a visitor shops: browsing and checkout go on, and what counts tries fails closed."""

import pytest
from django.core.cache import caches
from django.test import Client
from redis.exceptions import ConnectionError as Away

from shop.order.models import Order
from tests.factories import a_product, a_ward
from tests.factories.ordering import a_service
from tests.services.redis import running_redis

pytestmark = [pytest.mark.redis, pytest.mark.django_db]

OURS = "shop.caching.ForgivingRedisCache"
DJANGOS = "django.core.cache.backends.redis.RedisCache"


def keep_everything_in_redis(settings, backend: str, url: str) -> None:
    settings.CACHES = {name: {"BACKEND": backend, "LOCATION": url} for name in ("default", "pages")}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"


def basket_with(product) -> Client:
    visitor = Client(raise_request_exception=False)
    visitor.post(f"/gio-hang/them/{product.pk}/", {"quantity": 1})
    return visitor


def say_where(visitor: Client):
    place = {"province": a_ward().province.code, "ward": a_ward().code, "line1": "12 Trần Phú"}
    who = {"way": "ship", "name": "Trần Văn Bình", "phone": "0905123456", "email": "binh@example.com", "note": ""}
    return visitor.post("/thanh-toan/", place | who)


def test_a_visitor_browses_and_orders_though_redis_went_down(settings, site, vietnam):
    a_service(base=22_000, first_g=1000)
    product = a_product(on_hand=3)
    with running_redis() as url:
        keep_everything_in_redis(settings, OURS, url)
        visitor = basket_with(product)

    pages = [visitor.get(path).status_code for path in ("/san-pham/", product.get_absolute_url(), "/gio-hang/")]
    say_where(visitor)
    visitor.post("/thanh-toan/xac-nhan/", {"place": "1", "terms": "on", "pays_by": "cash", "total": "142000"})

    assert pages == [200, 200, 200]
    assert [order.status for order in Order.objects.all()] == [Order.CONFIRMED]


def test_djangos_own_redis_cache_breaks_the_basket(settings, site, vietnam):
    product = a_product(on_hand=3)
    with running_redis() as url:
        keep_everything_in_redis(settings, DJANGOS, url)
        visitor = basket_with(product)

    assert visitor.get("/thanh-toan/").status_code == 500


def test_counting_tries_fails_closed(settings):
    with running_redis() as url:
        keep_everything_in_redis(settings, OURS, url)
        cache = caches["default"]
        cache.set("tries", 1)
        assert cache.incr("tries") == 2

    with pytest.raises(Away):
        cache.incr("tries")
