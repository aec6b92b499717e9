"""An entry's texts as the indexes of this engine hold them."""

from catalogue.search.models import Entry, Words
from catalogue.search.reading.words import START, accented, padded, thing, tokens

COLUMNS = ("title", "thing", "maker", "place", "about", "codes", "typed", "joined")


def words_of(entry: Entry) -> Words:
    said = [entry.title, entry.maker, entry.place, entry.about]
    title, maker, place, about, codes = (tokens(text) for text in [*said, entry.codes])
    return Words(
        entry=entry,
        title=padded([START, *title]),
        thing=padded([START, *thing(entry.title, entry.place)]),
        maker=padded(maker),
        place=padded(place),
        about=padded(about),
        codes=padded(codes),
        typed=padded(word for text in said for word in [*accented(text), "|"]),
        joined=f"{''.join(title)} {''.join(maker)}",
    )
