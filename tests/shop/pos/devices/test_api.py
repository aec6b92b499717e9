import json

import pytest
from django.utils.timezone import now

from shop.pos.devices import enrolling
from shop.pos.devices.models import Device
from shop.web.tries import Limit
from tests.factories import a_location, a_member_of_staff
from tests.factories.counters import a_device

pytestmark = pytest.mark.django_db
ENROL, ROLL = "/api/v1/pos/enrol", "/api/v1/pos/roll"


def sent(client, address, body=None, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post(address, json.dumps(body or {}), content_type="application/json", headers=headers)


def a_code(location) -> str:
    return enrolling.invite(location=location, by=a_member_of_staff(location=location), at=now()).code


def test_a_counter_enrols(client):
    fair = a_location("Hội chợ")

    answer = sent(client, ENROL, {"code": a_code(fair), "name": "Quầy 1"})
    told = answer.json()

    assert (answer.status_code, told["epoch"], told["location"]) == (200, 1, {"id": fair.pk, "name": "Hội chợ"})
    assert Device.objects.get(pk=told["device_id"]).name == "Quầy 1"
    assert "public" not in answer.get("Cache-Control", "")


def test_a_wrong_code_is_a_problem_document(client):
    answer = sent(client, ENROL, {"code": "AAAAA-AAAAA", "name": "Quầy 1"})

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")


def test_too_many_codes_are_not_looked_at(client, monkeypatch):
    monkeypatch.setattr(enrolling, "ENROLLING_FROM", Limit("enrolling-from", 1))
    statuses = [sent(client, ENROL, {"code": "AAAAA-AAAAA", "name": "Quầy 1"}).status_code for _try in range(2)]

    assert statuses == [403, 429]


def test_no_code_is_taken_while_tries_cannot_be_counted(client, without_redis):
    code = a_code(a_location())
    without_redis()

    assert sent(client, ENROL, {"code": code, "name": "Quầy 1"}).status_code == 503
    assert not Device.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "a\x00b", 7])
def test_a_name_is_a_name(client, name):
    assert sent(client, ENROL, {"code": a_code(a_location()), "name": name}).status_code == 422


def test_no_more_than_a_few_words_can_be_sent(client):
    answer = sent(client, ENROL, {"code": "AAAAA-AAAAA", "name": "a" * 5_000})

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.parametrize("token", [None, "", "somebody's", "a b"])
def test_nobody_is_let_in_without_a_token_of_ours(client, token):
    answer = sent(client, ROLL, token=token)

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_revoked_counter_is_not_let_in(client):
    device = enrolling.revoke(device=(counter := a_device()), at=now())

    assert device.revoked_at
    assert sent(client, ROLL, token=counter.token).status_code == 401


def test_the_old_token_is_good_until_the_new_one_is_used(client):
    device = a_device()
    lost = sent(client, ROLL, token=device.token).json()["token"]
    new = sent(client, ROLL, token=device.token).json()["token"]

    used = sent(client, ROLL, token=new)

    assert used.status_code == 200
    assert [sent(client, ROLL, token=token).status_code for token in (device.token, lost)] == [401, 401]


def test_many_counters_of_a_fair_do_not_use_up_what_visitors_may_ask(client, settings):
    settings.API_REQUESTS_A_MINUTE, settings.POS_REQUESTS_A_MINUTE = 1, 2
    device = a_device()

    assert [sent(client, ROLL, token=device.token).status_code for _try in range(3)] == [200, 200, 429]
    assert client.get("/api/v1/locations").status_code == 200


def test_a_counter_that_asks_too_often_does_not_use_up_what_others_behind_its_address_may_ask(client, settings):
    settings.POS_REQUESTS_A_MINUTE = 1
    one, other = a_device(), a_device()

    answers = [sent(client, ROLL, token=device.token) for device in (one, one, other)]

    assert [answer.status_code for answer in answers] == [200, 429, 200]
    assert answers[1]["RateLimit-Policy"] == '"counter";q=1;w=60, "counters";q=12000;w=60'


def test_nobody_asks_without_end_with_tokens_of_their_own_making(client, settings):
    settings.POS_ADDRESS_REQUESTS_A_MINUTE = 2

    assert [sent(client, ROLL, token=f"made-up-{n}").status_code for n in range(3)] == [401, 401, 429]
