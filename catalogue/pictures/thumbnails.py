"""The small pictures of Oscar's own admin, out of the sizes that exist already."""

from types import SimpleNamespace

from django.core.files.storage import default_storage
from oscar.core.thumbnails import AbstractThumbnailer


class SizesThumbnailer(AbstractThumbnailer):
    def generate_thumbnail(self, source, **opts):
        """The smallest size of a picture; of a file without sizes, such as Oscar's stand-in, the file."""
        ratios = getattr(source, "aspect_ratios", {})
        sizes = [size for kinds in ratios.values() for by_width in kinds.values() for size in by_width.items()]
        if sizes:
            return min(sizes, key=lambda size: size[0])[1]
        return SimpleNamespace(url=default_storage.url(source.name))

    def delete_thumbnails(self, source):
        """Sizes belong to the picture's field."""
