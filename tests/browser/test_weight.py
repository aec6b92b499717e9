"""What the first view of the list of goods costs on the way: text packed, pictures as they are."""

import gzip
from collections import Counter
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from oscar.core.loading import get_model

from catalogue.drawing import draw, render
from tests.factories import a_product

pytestmark = pytest.mark.browser

GOODS = ("Nước mắm Cửa Khe", "Trà sâm Ngọc Linh", "Bánh dừa nướng", "Khăn thổ cẩm", "Đèn lồng Hội An", "Mật ong rừng")
ENOUGH_FOR_A_SCREEN = 3
PACKED = ("text/", "application/json", "image/svg")


@pytest.fixture
def shelf(market):
    """Eighteen goods with drawn pictures in all their sizes."""
    forms = ("bottle", "tea_box", "packet", "cloth", "lantern", "jar")
    for name, form in zip(GOODS * ENOUGH_FOR_A_SCREEN, forms * ENOUGH_FOR_A_SCREEN, strict=True):
        drawing = render(draw(name=name, form=form, group="food", place="Thăng An"), width=960)
        image = ContentFile(drawing, name="mon.png")
        get_model("catalogue", "ProductImage").objects.create(product=a_product(name, on_hand=3), original=image)


@pytest.fixture
def weighed(window, settings):
    """Opens an address and says how many bytes of each kind came."""

    def weigh(address: str) -> Counter:
        page, came = window(), Counter()
        # The live server was started before this test had a folder for its media.
        folder = Path(settings.MEDIA_ROOT)
        page.route("**/media/**", lambda route: route.fulfill(path=folder / route.request.url.partition("/media/")[2]))
        page.on("requestfinished", lambda request: came.update(_sent(request.response())))
        page.goto(address)
        page.wait_for_load_state("networkidle")
        return came

    return weigh


def _sent(answer) -> dict[str, int]:
    kind, body = answer.headers.get("content-type", ""), answer.body()
    is_text = kind.startswith(PACKED) or "javascript" in kind
    name = "script" if "javascript" in kind else kind.partition("/")[0]
    return {name: len(gzip.compress(body) if is_text else body)}


def test_the_first_view_of_the_goods_weighs_no_more_than_250_kilobytes(shelf, weighed):
    came = weighed("/san-pham/")

    assert came["image"] > 20_000, "no pictures came"
    assert came["script"] <= 40_000
    assert sum(came.values()) <= 250_000, came
