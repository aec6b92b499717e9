from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from oscar.core.loading import get_model
from PIL import Image

from catalogue.pictures.shown import picture_of, pictures_of
from tests.factories import a_product
from tests.factories.sizes import a_product_in_sizes


def a_picture(product, *, width=960, height=1200, noisy=False):
    pixels = BytesIO()
    ground = (
        Image.effect_noise((width, height), 60).convert("RGB")
        if noisy
        else Image.new("RGB", (width, height), "#e8a317")
    )
    ground.save(pixels, "WEBP")
    return get_model("catalogue", "ProductImage").objects.create(
        product=product, original=ContentFile(pixels.getvalue(), name="chai.webp")
    )


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_cut_into_its_sizes_and_offers_them():
    product = a_product()
    image = a_picture(product)

    (picture,) = pictures_of(product)

    assert picture["width"] * 5 == picture["height"] * 4
    sizes = [entry.split()[1] for entry in picture["srcset"].split(", ")]
    assert sizes == sorted(sizes, key=lambda size: int(size[:-1]))
    storage, folder = image.original.storage, image.original.name.removesuffix(".webp")
    names = [entry.split()[0].partition("/media/")[2] for entry in picture["srcset"].split(", ")]
    assert {name.startswith(folder) and storage.exists(name) for name in names} == {True}


def test_a_product_without_a_picture_is_drawn(db):
    assert picture_of(a_product("Nước mắm Cửa Khe")).startswith("<svg")


def test_a_size_without_a_picture_shows_its_parents(db):
    parent, (size,) = a_product_in_sizes(90_000)
    a_picture(parent)

    assert picture_of(size) == picture_of(parent)


@pytest.mark.django_db(transaction=True)
def test_a_size_is_packed_tighter_than_the_library_would():
    picture = a_picture(a_product(), noisy=True)
    size = picture.original.aspect_ratios["4/5"]["WEBP"][480]
    with Image.open(picture.original.path) as pixels:
        loose = BytesIO()
        size.resize(size.pre_process(pixels)).save(loose, "WEBP")

    with Image.open(size.path) as cut:
        assert (cut.size, cut.format) == ((480, 600), "WEBP")
    assert size.path.stat().st_size < 0.9 * len(loose.getvalue())
