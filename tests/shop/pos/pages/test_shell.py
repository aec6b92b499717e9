import json
from io import BytesIO

import pytest
from django_vite.core.asset_loader import DjangoViteAssetLoader
from PIL import Image

pytestmark = pytest.mark.django_db
ENTRY = "shop/pos/app/src/main.ts"


@pytest.fixture
def built(settings, tmp_path, monkeypatch):
    """A build of the counter's app, as Vite and Workbox leave it."""
    manifest = tmp_path / "manifest.json"
    counter = {ENTRY: {"file": "assets/counter-1.js", "src": ENTRY, "isEntry": True}}
    theirs = json.loads(settings.DJANGO_VITE["default"]["manifest_path"].read_text())
    manifest.write_text(json.dumps(theirs | counter))
    settings.DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": manifest}}
    settings.COUNTER_WORKER = tmp_path / "sw.js"
    settings.COUNTER_WORKER.write_text("// Chợ OCOP")
    monkeypatch.setattr(DjangoViteAssetLoader, "_instance", None)


def test_the_shell_is_the_same_for_everyone_and_runs_the_app(client, built, site):
    answer = client.get("/quay/")

    assert (answer.status_code, answer["Cache-Control"], answer.cookies) == (200, "no-cache", {})
    assert 'src="/static/assets/counter-1.js"' in answer.content.decode()
    assert '<link rel="manifest" href="/quay/app.webmanifest">' in answer.content.decode()


def test_only_the_shell_may_use_the_camera_and_webassembly(client, built, site):
    shell, elsewhere = client.get("/quay/"), client.get("/diem-ban/")

    assert shell["Permissions-Policy"] == "camera=(self)"
    assert "Permissions-Policy" not in elsewhere
    policies = [answer["Content-Security-Policy"] for answer in (shell, elsewhere)]
    assert ["'wasm-unsafe-eval'" in policy for policy in policies] == [True, False]
    assert {"worker-src 'self'", "connect-src 'self'", "manifest-src 'self'"} <= set(policies[0].split("; "))


def test_who_has_no_javascript_is_told_so_in_both_languages(client, built, site):
    said = client.get("/quay/").content.decode()

    assert "The counter needs JavaScript." in said
    assert "Quầy cần JavaScript." in said


def test_the_worker_is_asked_for_anew_and_rules_its_own_room(client, built):
    answer = client.get("/quay/sw.js")

    assert (answer.content.decode(), answer["Service-Worker-Allowed"]) == ("// Chợ OCOP", "/quay/")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]


def test_a_worker_that_was_not_built_is_not_there(client, settings, tmp_path, site):
    settings.COUNTER_WORKER = tmp_path / "none.js"

    assert client.get("/quay/sw.js").status_code == 404


@pytest.mark.parametrize(
    ("address", "language", "name"), [("", "vi", "Quầy Chợ OCOP"), ("?lang=en", "en", "OCOP market counter")]
)
def test_the_app_is_installed_in_either_language(client, address, language, name):
    answer = client.get(f"/quay/app.webmanifest{address}")
    told = answer.json()

    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["lang"], told["name"], told["scope"], told["display"]) == (language, name, "/quay/", "standalone")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}


def test_its_icons_are_drawn_as_large_as_they_say(client):
    told = client.get("/quay/app.webmanifest").json()

    sizes = [Image.open(BytesIO(client.get(icon["src"]).content)).size for icon in told["icons"]]

    assert [f"{width}x{height}" for width, height in sizes] == [icon["sizes"] for icon in told["icons"]]
    assert client.get("/quay/icon-1000000.png").status_code == 404
