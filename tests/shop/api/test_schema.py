"""schemathesis asks the API everything that its OpenAPI document allows, and much that it does not."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from shop.pos.devices import enrolling
from shop.web.tries import Limit
from shop.wsgi import application
from tests.factories import a_location, a_product
from tests.factories.counters import a_device
from tests.thoroughness import examples

pytestmark = pytest.mark.django_db
TOKEN = "a-counter-of-the-schema"
# It does not unpack what is packed.
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept-Encoding": "identity"}
OPENAPI = "/api/v1/openapi.json"
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    positive_data_acceptance,
    negative_data_rejection,
    unsupported_method,
)


PATHS = {
    "/products": "GET",
    "/products/{pk}": "GET",
    "/suggest": "GET",
    "/locations": "GET",
    "/pos/enrol": "POST",
    "/pos/roll": "POST",
    "/pos/events": "POST",
    "/pos/changes": "GET",
}


@pytest.fixture
def api(db, settings, monkeypatch):
    settings.API_REQUESTS_A_MINUTE = settings.POS_REQUESTS_A_MINUTE = settings.POS_ADDRESS_REQUESTS_A_MINUTE = 10**9
    monkeypatch.setattr(enrolling, "ENROLLING_FROM", Limit("enrolling-from", 10**9))
    for signal in (request_started, request_finished):  # the test's own connection stays open, as in Django's client
        signal.disconnect(close_old_connections)
    a_location(kind="market")
    a_product(on_hand=3)
    a_device(token=TOKEN)
    yield schemathesis.openapi.from_wsgi(OPENAPI, application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_address_of_the_document_is_asked_below(api):
    assert {operation.ok().path for operation in api.get_all_operations()} == {f"/api/v1{path}" for path in PATHS}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_the_document_says(api, path, mode):
    # A question without a body could be wrong in nothing but its token, and ours is put on all.
    api.config.generation.update(with_security_parameters=PATHS[path] != "GET")
    operation = api[f"/api/v1{path}"][PATHS[path]]

    @settings(max_examples=examples(40), deadline=None, derandomize=True, database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=CHECKS, headers=HEADERS)

    ask()
