"""An entry as Elasticsearch holds it: words already folded here, so that both engines take them alike."""

from typing import Any

from elasticsearch.dsl import Boolean, Byte, Date, DateNanos, Document, Keyword, Long, MetaField, Text

from catalogue.search.models import Entry
from catalogue.search.reading.words import START, accented, thing, tokens

# Far enough that no phrase reaches from one text into the next.
APART = 100
LABEL = "\n"


class Goods(Document):
    """Texts folded, but `typed`, which keeps accents. `words`: all of them and the codes. `key`: the title in
    a row. `thing`: the title without its places.

    `groups_of_three`: the letters of title and maker run together, by which misspellings are found. `name` and
    `maker_label` are what people read.
    """

    product = Long()
    is_shown = Boolean()
    name = Keyword(index=False, doc_values=False)
    maker_label = Keyword()
    key = Keyword()
    title = Text(analyzer="standard")
    thing = Text(analyzer="standard")
    maker = Text(analyzer="standard")
    place = Text(analyzer="standard")
    words = Text(analyzer="standard", position_increment_gap=APART)
    typed = Text(analyzer="standard", position_increment_gap=APART)
    codes = Text(analyzer="standard", position_increment_gap=APART)
    groups_of_three = Text(analyzer="standard")

    stars = Byte()
    certified_from = Date(format="strict_date")
    certified_until = Date(format="strict_date")
    group = Keyword()
    province = Keyword()
    ward = Keyword()
    producer = Keyword()
    price = Long()
    is_in_stock = Boolean()
    is_chilled = Boolean()
    is_for_sale = Boolean()
    made_at = DateNanos()
    sort_key = Keyword()

    class Meta:
        dynamic = MetaField("strict")


def document_of(entry: Entry) -> dict[str, Any]:
    """The fields of `Goods`. Asks nothing of the database where province and ward came with the entry."""
    texts = (entry.title, entry.maker, entry.place, entry.about)
    title, maker, place, about = (" ".join(tokens(text)) for text in texts)
    codes = [" ".join(tokens(code)) for code in entry.codes.split()]
    return {
        "product": entry.pk,
        "is_shown": entry.is_shown,
        "name": entry.title,
        "maker_label": f"{entry.maker}{LABEL}{entry.producer_id}" if entry.producer_id else None,
        "key": f"{title} ",
        "title": f"{START} {title}",
        "thing": " ".join([START, *thing(entry.title, entry.place)]),
        "maker": maker,
        "place": place,
        "words": [title, maker, place, about, *codes],
        "typed": [" ".join(accented(text)) for text in texts],
        "codes": codes,
        "groups_of_three": " ".join(groups_of_three(title.replace(" ", "")) + groups_of_three(maker.replace(" ", ""))),
        "stars": entry.stars,
        "certified_from": entry.certified_from and entry.certified_from.isoformat(),
        "certified_until": entry.certified_until and entry.certified_until.isoformat(),
        "group": entry.group or None,
        "province": entry.province and entry.province.code,
        "ward": entry.ward and entry.ward.code,
        "producer": entry.producer_id and str(entry.producer_id),
        "price": entry.price,
        "is_in_stock": entry.is_in_stock,
        "is_chilled": entry.is_chilled,
        "is_for_sale": entry.is_for_sale,
        "made_at": entry.made_at.isoformat(),
        "sort_key": entry.sort_key,
    }


def unlabelled(label: str) -> tuple[str, str]:
    """A maker's name and primary key."""
    name, __, key = label.rpartition(LABEL)
    return name, key


def groups_of_three(joined: str) -> list[str]:
    """
    >>> groups_of_three("nuocmam")
    ['nuo', 'uoc', 'ocm', 'cma', 'mam']
    """
    return [joined[at : at + 3] for at in range(len(joined) - 2)]
