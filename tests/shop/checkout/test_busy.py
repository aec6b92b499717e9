import psycopg
import pytest
from django.db import OperationalError

from shop.checkout.steps import placing
from shop.order.models import Order
from tests.factories import a_product
from tests.factories.ordering import a_service
from tests.shop.checkout.shopping import a_visitor, places, says_where

pytestmark = pytest.mark.django_db


def failing_with(cause):
    def submit(**asked):
        raise OperationalError("refused") from cause

    return submit


@pytest.fixture
def visitor(site, vietnam):
    a_service()
    client = a_visitor((a_product(on_hand=5), 1))
    says_where(client)
    return client


@pytest.mark.parametrize("cause", [psycopg.errors.LockNotAvailable(), psycopg.errors.DeadlockDetected()], ids=repr)
def test_who_waits_too_long_is_asked_to_press_again(visitor, cause, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(placing, "submit", failing_with(cause))
        answer = places(visitor)
        assert (answer.status_code, answer.url, Order.objects.count()) == (302, "/thanh-toan/xac-nhan/", 0)

    assert places(visitor).url == Order.objects.get().get_absolute_url()


def test_another_fault_of_the_database_is_not_hidden(visitor, monkeypatch):
    monkeypatch.setattr(placing, "submit", failing_with(psycopg.errors.AdminShutdown()))

    with pytest.raises(OperationalError):
        places(visitor)
