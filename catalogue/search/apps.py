from django.core.signals import request_finished
from django.db.models.signals import post_delete, post_migrate, post_save
from oscar.core.application import OscarConfig


class SearchConfig(OscarConfig):
    """Stands in for Oscar's search app, whose Haystack pages this shop does not have."""

    name = "catalogue.search"
    label = "search"
    namespace = "search"

    def ready(self):
        super().ready()
        from catalogue.search import remembered
        from catalogue.search.database import tallying
        from catalogue.search.database.install import install
        from catalogue.search.editing import misses
        from catalogue.search.elastic.listening import listen
        from catalogue.search.entries.watching import watch

        post_migrate.connect(install, sender=self)
        post_delete.connect(tallying.forget, sender="search.Entry")
        watch()
        listen()
        for sender in ("search.Synonym", "search.Pin", "places.Province"):
            post_save.connect(remembered.forget_words_later, sender=sender)
            post_delete.connect(remembered.forget_words_later, sender=sender)
        request_finished.connect(misses.write)
