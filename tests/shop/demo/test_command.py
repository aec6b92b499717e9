import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils.timezone import now
from oscar.core.loading import get_model

from shop.demo import loading, pictures
from shop.demo.people import NewUser
from tests.factories import a_product

Product, ProductImage = get_model("catalogue", "Product"), get_model("catalogue", "ProductImage")


def test_production_refuses_it_and_nothing_is_written(db, settings):
    settings.ENVIRONMENT = "production"

    with pytest.raises(CommandError) as refusal:
        call_command("demo", verbosity=0)

    assert "refused where ENVIRONMENT=production" in str(refusal.value)
    assert (Product.objects.count(), get_user_model().objects.count()) == (0, 0)


def test_elsewhere_the_stages_run(db, settings, monkeypatch):
    """The negative control: it is the environment that refuses."""
    settings.ENVIRONMENT = "development"
    monkeypatch.setattr(loading.ground, "build", lambda **asked: (_ for _ in ()).throw(StopAsyncIteration))

    with pytest.raises(StopAsyncIteration):
        call_command("demo", verbosity=0)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            [NewUser("editor", "bien-tap@example.com", "mat-khau")],
            "  editor             bien-tap@example.com       mat-khau",
        ),
        (
            [NewUser("point manager", "quan-ly@example.com", "mat-khau", pin="482913")],
            "  point manager      quan-ly@example.com        mat-khau  PIN 482913 at counters",
        ),
        ([], "The users of the demonstration are there already; their passwords stay as they are."),
    ],
)
def test_passwords_are_said_once(monkeypatch, capsys, made, said):
    monkeypatch.setattr("shop.demo.management.commands.demo.load", lambda **asked: made)

    call_command("demo", verbosity=0)

    assert capsys.readouterr().out.splitlines()[-1] == said


@pytest.mark.django_db(transaction=True)
def test_goods_without_a_picture_get_a_drawing_once():
    bare = a_product("Nước mắm Cửa Khe", upc="OCOP-001", stars=None)
    a_product("Không phải của trình diễn", stars=None)

    for _ in range(2):
        pictures.build(at=now(), track=loading.untracked)

    image = ProductImage.objects.get()
    assert (image.product, image.caption) == (bare, "Hình vẽ minh họa: Nước mắm Cửa Khe")
    assert (image.width, image.height) == (pictures.WIDTH, pictures.WIDTH * 5 // 4)
    sizes = image.original.aspect_ratios["4/5"]["WEBP"]
    assert [width for width in sizes if not sizes[width].path.exists()] == []
