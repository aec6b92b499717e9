"""Cuts a picture into its sizes after the answer has gone out.

The library's own module of tasks wants a Redis queue as soon as django-rq is installed; this one goes
through django-tasks like all other work, and in the process by default.
"""

from functools import partial

from django.db import transaction
from django_tasks import task
from pictures import utils
from pictures.models import PillowPicture
from PIL import Image


def cut_later(*, storage, file_name: str, sender, new=None, old=None) -> None:
    """What django-pictures calls when a picture comes or goes (PICTURES["PROCESSOR"])."""
    transaction.on_commit(partial(cut.enqueue, storage=storage, file_name=file_name, new=new or [], old=old or []))


@task()
def cut(*, storage: list, file_name: str, new: list, old: list) -> None:
    """Write the sizes in `new`, delete those in `old`; each as its class deconstructs."""
    if new:
        with utils.reconstruct(*storage).open(file_name) as file, Image.open(file) as image:
            pixels = PillowPicture.pre_process(image)
            for size in new:
                utils.reconstruct(*size).save(pixels)
    for size in old:
        utils.reconstruct(*size).delete()
