"""Media on an S3-compatible store: put there through Django, fetched by a browser from there."""

import json
import subprocess
import sys

import httpx
import pytest

from tests.factories import a_product
from tests.services.compose import told
from tests.services.database import database_url
from tests.services.processes import HOUSE
from tests.services.s3 import running_s3


@pytest.fixture
def store():
    with running_s3("ocop-media") as store:
        yield store


@pytest.fixture
def photographer(store, tmp_path):
    environment = told(
        "worker",
        DATABASE_URL=database_url(),
        TASKS="immediate",
        ELASTICSEARCH_URL="",
        VAR_DIR=str(tmp_path),
        DJANGO_SETTINGS_MODULE="shop.settings",
        MEDIA_S3_BUCKET=store.bucket,
        MEDIA_S3_ENDPOINT=store.url,
        MEDIA_S3_ACCESS_KEY=store.access_key,
        MEDIA_S3_SECRET_KEY=store.secret_key,
    )

    def does(deed: str, product) -> dict:
        command = [sys.executable, "-m", "tests.deployment.photographer", deed, str(product.pk)]
        return json.loads(
            subprocess.run(command, cwd=HOUSE, env=environment, check=True, stdout=subprocess.PIPE).stdout
        )

    return does


@pytest.mark.django_db(transaction=True)
def test_a_picture_and_its_sizes_are_fetched_from_the_store_until_they_are_deleted(photographer, store, site):
    product = a_product("Nước mắm Cửa Khe", upc="OCOP-001", stars=None)

    shown = photographer("show", product)
    urls = [shown["original"], *shown["sizes"]]
    there = [httpx.get(url, timeout=60) for url in urls]
    photographer("forget", product)

    assert {url.split("/ocop-media/")[0] for url in urls} == {store.url}
    assert [(page.status_code, page.headers["content-type"]) for page in there] == [
        (200, "image/png"), *[(200, "image/webp")] * len(shown["sizes"])
    ]  # fmt: skip
    assert {httpx.get(url, timeout=60).status_code for url in urls} == {404}
    assert store.url in shown["allowed"]
    assert [httpx.get(url, timeout=60).text for url in shown["namesakes"]] == ["one", "two"]
    assert store.secret_key not in shown["queued"]
