from oscar.core.application import OscarConfig


class SearchConfig(OscarConfig):
    """Stands in for Oscar's search app, whose Haystack pages this shop does not have."""

    name = "catalogue.search"
    label = "search"
    namespace = "search"
