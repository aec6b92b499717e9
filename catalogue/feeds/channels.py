"""Each channel's own format, written as it is read.

Google: https://support.google.com/merchants/answer/7052112 (RSS 2.0 with the `g` names).
Facebook: https://developers.facebook.com/docs/commerce-platform/catalog/fields (CSV).
Zalo takes the same columns as Facebook; its current specification was not to be had when this was written.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

from catalogue.feeds.goods import Offer

GOOGLE_NAMES = "http://base.google.com/ns/1.0"
COLUMNS = (
    "id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand", "gtin",
    "item_group_id", "product_type",
)  # fmt: skip


def google(offers: Iterable[Offer], *, title: str, url: str) -> Iterator[str]:
    """RSS 2.0, an item at a time."""
    buffer = StringIO()
    xml = SimplerXMLGenerator(buffer, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("rss", AttributesImpl({"version": "2.0", "xmlns:g": GOOGLE_NAMES}))
    xml.startElement("channel", AttributesImpl({}))
    for name, text in (("title", title), ("link", url), ("description", title)):
        xml.addQuickElement(name, text)
    for offer in offers:
        xml.startElement("item", AttributesImpl({}))
        for name, text in _google_facts(offer):
            if text:
                xml.addQuickElement(f"g:{name}", _printable(text))
        xml.endElement("item")
        yield _drained(buffer)
    xml.endElement("channel")
    xml.endElement("rss")
    xml.endDocument()
    yield _drained(buffer)


def table(offers: Iterable[Offer]) -> Iterator[str]:
    """CSV with a heading row, a row at a time; a cell that a spreadsheet would run as a formula is made text."""
    buffer = StringIO()
    rows = csv.writer(buffer)
    rows.writerow(COLUMNS)
    for offer in offers:
        facts = {
            "id": offer.sku,
            "title": offer.title,
            "description": offer.description,
            "availability": "in stock" if offer.is_in_stock else "out of stock",
            "condition": "new",
            "price": f"{offer.price} VND",
            "link": offer.url,
            "image_link": offer.picture,
            "brand": offer.brand,
            "gtin": offer.gtin,
            "item_group_id": offer.group_sku,
            "product_type": offer.kind,
        }
        rows.writerow([_inert(_printable(facts[column])) for column in COLUMNS])
        yield _drained(buffer)
    yield _drained(buffer)


def _google_facts(offer: Offer) -> list[tuple[str, str]]:
    return [
        ("id", offer.sku),
        ("title", offer.title),
        ("description", offer.description),
        ("link", offer.url),
        ("image_link", offer.picture),
        ("availability", "in_stock" if offer.is_in_stock else "out_of_stock"),
        ("condition", "new"),
        ("price", f"{offer.price} VND"),
        ("brand", offer.brand),
        ("gtin", offer.gtin),
        ("identifier_exists", "" if offer.gtin else "no"),
        ("item_group_id", offer.group_sku),
        ("product_type", offer.kind),
        ("size", offer.content),
    ]


def _printable(text: str) -> str:
    """Without the control characters that XML 1.0 forbids and no channel wants."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _drained(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
