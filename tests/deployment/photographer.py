"""`python -m tests.deployment.photographer show|forget PRODUCT`, in the environment of a service."""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402, Django is ready only now
from django.core.files.base import ContentFile  # noqa: E402
from django.utils.timezone import now  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

from catalogue.pictures.shown import picture_of  # noqa: E402
from shop.demo import pictures  # noqa: E402
from shop.demo.loading import untracked  # noqa: E402


def show(product) -> dict:
    """Draw it and keep the picture; then keep two more files under one name."""
    pictures.build(at=now(), track=untracked)
    image = product.images.get()
    storage = image.original.storage
    return {
        "original": image.original.url,
        "sizes": [size.split()[0] for size in picture_of(product)["srcset"].split(", ")],
        "namesakes": [storage.url(storage.save("giay/phep.txt", ContentFile(text))) for text in (b"one", b"two")],
        "allowed": [str(source) for source in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]],
        "queued": repr(storage.deconstruct()),
    }


def forget(product) -> dict:
    product.images.get().original.delete(save=False)
    return {}


if __name__ == "__main__":
    deed = {"show": show, "forget": forget}[sys.argv[1]]
    json.dump(deed(get_model("catalogue", "Product").objects.get(pk=sys.argv[2])), sys.stdout)
