from django.db.models.signals import post_migrate
from oscar.core.application import OscarConfig


class SearchConfig(OscarConfig):
    """Stands in for Oscar's search app, whose Haystack pages this shop does not have."""

    name = "catalogue.search"
    label = "search"
    namespace = "search"

    def ready(self):
        super().ready()
        from catalogue.search.database.install import install
        from catalogue.search.entries.watching import watch

        post_migrate.connect(install, sender=self)
        watch()
