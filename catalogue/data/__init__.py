"""Facts of law and land as tables with dates, each row beside its source; read by the rooms, never by templates."""

import csv
from importlib import resources


def rows(name: str, *, folder: str = __name__) -> list[dict[str, str]]:
    """The rows of a table of this folder, or of another package's, e.g. `rows("rulebooks.csv")`; values as written."""
    with (
        resources.as_file(resources.files(folder).joinpath(name)) as path,
        path.open(encoding="utf-8", newline="") as file,
    ):
        return list(csv.DictReader(file))
