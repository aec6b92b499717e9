"""An entry's texts as the indexes of this engine hold them."""

from catalogue.search.models import Entry, Words
from catalogue.search.reading.words import accented, padded, tokens

COLUMNS = ("title", "maker", "place", "about", "codes", "typed", "joined")


def words_of(entry: Entry) -> Words:
    said = [entry.title, entry.maker, entry.place, entry.about]
    title, maker, place, about, codes = (padded(tokens(text)) for text in [*said, entry.codes])
    return Words(
        entry=entry,
        title=title,
        maker=maker,
        place=place,
        about=about,
        codes=codes,
        typed=padded(word for text in said for word in [*accented(text), "|"]),
        joined=f"{title.replace(' ', '')} {maker.replace(' ', '')}",
    )
