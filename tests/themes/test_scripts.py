"""The small scripts, in a real browser, against pages and answers made here."""

import time

import pytest
from playwright.sync_api import expect

from tests.themes.test_build import DIST, MANIFEST

pytestmark = pytest.mark.browser

SITE = "http://cho.test"
PATIENCE_SECONDS = 60
SCRIPT = MANIFEST["themes/ocop/src/main.ts"]["file"]
FORM = """
<form id="f" method="post" action="/sent/">
  <label for="id_province">Tỉnh</label>
  <select name="province" id="id_province" data-combobox data-none="Không có"><option value="">–</option>
    <option value="48">Thành phố Đà Nẵng</option><option value="51">Tỉnh Quảng Ngãi</option></select>
  <label for="id_ward">Phường, xã</label>
  <select name="ward" id="id_ward" data-combobox data-depends="province" data-url="/wards/">
    <option value="">–</option></select>
  <button>Gửi</button>
</form>"""
WARDS = {"48": [{"code": "20194", "name": "Phường Hải Châu", "folded": "phuong hai chau"}]}


@pytest.fixture
def site(chrome):
    """Opens a page with this body; `answers` are what its addresses say."""
    context = chrome.new_context()
    page = context.new_page()
    page.asked = []

    def open_page(body, **answers):
        def answer(route):
            path = route.request.url.removeprefix(SITE)
            page.asked.append((route.request.method, path))
            if path.startswith("/static/"):
                route.fulfill(path=DIST / path.removeprefix("/static/"))
            elif path == "/":
                script = f'<script type="module" src="/static/{SCRIPT}"></script>'
                route.fulfill(content_type="text/html", body=f'<!doctype html><meta charset="utf-8">{script}{body}')
            else:
                name = path.strip("/").split("/")[0]
                route.fulfill(
                    json=answers[name](path) if name in answers else None, status=200 if name in answers else 204
                )

        page.route("**/*", answer)
        page.goto(SITE)
        return page

    yield open_page
    context.close()


def wards(path):
    return WARDS.get(path.rpartition("=")[2], [])


def until(page, is_so):
    """Wait for what the page has asked for, which no locator sees."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, page.asked
        page.wait_for_timeout(20)


def value(page, name):
    return page.evaluate("name => document.forms[0].elements[name].value", name)


def test_typing_without_accents_finds_the_province(site):
    page = site(FORM, wards=wards)

    page.get_by_role("combobox", name="Tỉnh").press_sequentially("da nang")
    page.keyboard.press("Enter")

    assert value(page, "province") == "48"
    expect(page.get_by_role("combobox", name="Tỉnh")).to_have_value("Thành phố Đà Nẵng")


def test_the_field_follows_the_combobox_pattern(site):
    page = site(FORM, wards=wards)
    field = page.get_by_role("combobox", name="Tỉnh")

    field.press_sequentially("quang")

    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option", selected=True)).to_have_text("Tỉnh Quảng Ngãi")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert value(page, "province") == ""


def test_what_is_nowhere_is_said(site):
    page = site(FORM, wards=wards)

    page.get_by_role("combobox", name="Tỉnh").press_sequentially("xyz")

    expect(page.get_by_text("Không có")).to_be_visible()


def test_the_wards_follow_the_province(site):
    page = site(FORM, wards=wards)
    page.get_by_role("combobox", name="Tỉnh").press_sequentially("nang")
    page.keyboard.press("Enter")
    expect(page.locator("option[value='20194']")).to_be_attached()

    page.get_by_role("combobox", name="Phường, xã").press_sequentially("hai chau")
    page.keyboard.press("Enter")

    assert value(page, "ward") == "20194"


def test_what_is_typed_while_the_wards_are_on_their_way_finds_one_of_them(site):
    page, on_their_way = site(FORM), []
    page.route("**/wards/*", lambda route: on_their_way.append(route))
    page.get_by_role("combobox", name="Tỉnh").press_sequentially("nang")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Phường, xã").press_sequentially("hai chau")
    until(page, lambda: on_their_way)

    on_their_way[0].fulfill(json=WARDS["48"])

    expect(page.get_by_role("option", selected=True)).to_have_text("Phường Hải Châu")
    page.keyboard.press("Enter")
    assert value(page, "ward") == "20194"


def test_a_form_is_sent_once(site):
    page = site('<form method="post" action="/sent/"><button>Gửi</button></form>')
    button = page.get_by_role("button")

    button.dblclick(no_wait_after=True)
    page.evaluate("fetch('/afterwards/')")

    until(page, lambda: {"/sent/", "/afterwards/"} <= {path for _, path in page.asked})
    assert [asked for asked in page.asked if asked[0] == "POST"] == [("POST", "/sent/")]
    expect(button).to_have_attribute("aria-busy", "true")


def test_a_copied_memo_is_said(site):
    page = site('<button data-copy="OCOP 10482" data-copied="Đã chép"><span data-words>Chép</span></button>')
    page.evaluate("""Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async words => { window.copied = words } }, configurable: true
    })""")

    page.get_by_role("button").click()

    expect(page.get_by_role("status")).to_have_text("Đã chép")
    assert page.evaluate("window.copied") == "OCOP 10482"


def test_a_page_that_waits_loads_again_when_the_state_changes(site):
    states = iter(["awaiting", "paid"])
    page = site(
        '<div data-poll-url="/state/" data-poll-state="awaiting" data-poll-said="Paid"><p role="status"></p></div>',
        state=lambda path: {"state": next(states, "paid")},
    )

    until(page, lambda: [path for _, path in page.asked].count("/") > 1)

    asked = [path for _, path in page.asked if not path.startswith("/static/")]
    assert asked[:4] == ["/", "/state/", "/state/", "/"]


def test_minus_and_plus_keep_inside_the_limits(site):
    page = site(
        '<div data-quantity><button type="button" data-step="down">−</button>'
        '<input type="number" value="1" min="1" max="2"><button type="button" data-step="up">+</button></div>'
    )
    field = page.get_by_role("spinbutton")

    page.get_by_text("−").click()
    assert field.input_value() == "1"

    page.get_by_text("+").click()
    page.get_by_text("+").click()
    assert field.input_value() == "2"


STRIP = """
<style>.strip {{ display: flex; overflow-x: auto; width: 300px }} .strip li {{ flex: 0 0 300px; height: 50px }}</style>
<div class="gallery" data-gallery><ul class="strip" tabindex="0"><li id="picture-1"></li><li id="picture-2"></li></ul>
<ul class="thumbs"><li><a href="#picture-1" aria-current="true">1</a></li><li><a href="#picture-2">2</a></li></ul></div>
""".replace("{{", "{").replace("}}", "}")


def test_a_small_picture_leads_to_the_large_one_without_leaving_the_page(site):
    page = site(STRIP)

    page.get_by_role("link", name="2").click()

    expect(page.get_by_role("link", name="2")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="1")).not_to_have_attribute("aria-current", "true")
    page.wait_for_function("document.querySelector('.strip').scrollLeft === 300")
    assert page.url == f"{SITE}/"


SHARE = """
<div class="share" data-share-title="Mắm" data-share-url="http://cho.test/mam/">
  <button type="button" data-share hidden>Chia sẻ</button><span class="copying">Chép</span>
  <ul><li><a href="/f/">Facebook</a></li></ul></div>"""


def test_where_the_device_cannot_share_the_links_stay(site):
    page = site(SHARE)

    expect(page.get_by_role("link", name="Facebook")).to_be_visible()
    expect(page.get_by_role("button", name="Chia sẻ")).to_be_hidden()


def test_where_the_device_shares_its_sheet_gets_title_and_address(site):
    device = (
        "<script>navigator.canShare = () => true; navigator.share = async data => { window.shared = data }</script>"
    )
    page = site(device + SHARE)

    page.get_by_role("button", name="Chia sẻ").click()

    assert page.evaluate("shared") == {"title": "Mắm", "url": "http://cho.test/mam/"}
    expect(page.get_by_role("link", name="Facebook")).to_be_hidden()


MAP = """
<style>.map { width: 400px; height: 320px } .below { height: 3000px }</style>%s
<div class="map" data-map data-bounds="15,107,17,109" data-ground="13,105,19,111" data-tiles="%s"
 data-attribution="© bản đồ">
<svg viewBox="0 0 400 320"><g class="pin" data-latitude="16" data-longitude="108" data-name="Hội An"
 data-line="Mở đến 21:00"
 data-url="/diem-ban/hoi-an/"><circle cx="200" cy="160" r="9"/><text>1</text></g></svg></div>"""


def test_a_map_comes_when_it_is_looked_at(site):
    page = site(MAP % ('<div class="below"></div>', ""))
    assert [path for __, path in page.asked if "leaflet" in path] == []

    page.locator(".map").scroll_into_view_if_needed()

    flag = page.get_by_role("button", name="Hội An")
    flag.click()
    expect(page.get_by_role("link", name="Hội An")).to_have_attribute("href", "/diem-ban/hoi-an/")
    expect(page.get_by_text("Mở đến 21:00")).to_be_visible()


def test_tiles_are_fetched_from_where_the_house_says_and_credited(site):
    page = site(MAP % ("", f"{SITE}/tiles/{{z}}/{{x}}/{{y}}.png"))

    expect(page.get_by_text("© bản đồ")).to_be_visible()
    expect(page.get_by_role("button", name="Hội An")).to_be_visible()
    until(page, lambda: any(path.startswith("/tiles/") for _, path in page.asked))


NEAR = '<button type="button" data-near data-refused="Hãy chọn tỉnh."><span data-words>Gần tôi</span></button>'


def test_the_device_tells_where_it_is_when_asked_and_not_to_the_doorstep(site):
    page = site(NEAR)
    page.evaluate(
        "Object.defineProperty(navigator, 'geolocation', {value: {getCurrentPosition: found =>"
        " found({coords: {latitude: 16.067812, longitude: 108.220843}})}})"
    )
    with page.expect_request("**/?near=*") as asked:
        page.get_by_role("button", name="Gần tôi").click()

    assert asked.value.url == f"{SITE}/?near=16.068%2C108.221"


def test_a_device_that_does_not_tell_leads_to_the_provinces(site):
    page = site(NEAR)
    page.evaluate("Object.defineProperty(navigator, 'geolocation', {value: {getCurrentPosition: (_, no) => no()}})")

    page.get_by_role("button", name="Gần tôi").click()

    expect(page.get_by_role("status")).to_have_text("Hãy chọn tỉnh.")


@pytest.mark.parametrize(("form", "asked"), [('<form hx-get="/x/"></form>', 1), ("<form></form>", 0)])
def test_htmx_comes_only_where_a_page_asks_for_it(site, form, asked):
    page = site(form)
    page.wait_for_load_state("networkidle")

    assert len([path for __, path in page.asked if "htmx" in path]) == asked
