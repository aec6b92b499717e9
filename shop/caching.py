"""Redis as a cache that may be away: pages get slower, none breaks."""

import logging
from collections.abc import Callable
from functools import wraps

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def _forgiving(answer_without: Callable) -> Callable:
    def decorate(method):
        @wraps(method)
        def forgiving(self, *args, **kwargs):
            try:
                return method(self, *args, **kwargs)
            except RedisError as fault:
                log.warning("The cache is away (%s): %s", method.__name__, fault)
                return answer_without(*args, **kwargs)

        return forgiving

    return decorate


class ForgivingRedisCache(RedisCache):
    """While Redis is away it remembers nothing. `incr` still raises, so that what counts tries fails closed."""

    get = _forgiving(lambda key, default=None, **kwargs: default)(RedisCache.get)
    get_many = _forgiving(lambda keys, **kwargs: {})(RedisCache.get_many)
    has_key = _forgiving(lambda key, **kwargs: False)(RedisCache.has_key)
    add = _forgiving(lambda *args, **kwargs: False)(RedisCache.add)
    set = _forgiving(lambda *args, **kwargs: None)(RedisCache.set)
    set_many = _forgiving(lambda data, **kwargs: list(data))(RedisCache.set_many)
    touch = _forgiving(lambda *args, **kwargs: False)(RedisCache.touch)
    delete = _forgiving(lambda *args, **kwargs: False)(RedisCache.delete)
    delete_many = _forgiving(lambda *args, **kwargs: None)(RedisCache.delete_many)
