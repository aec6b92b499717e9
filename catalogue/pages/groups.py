"""The six groups of goods as words of an address, in the reader's language."""

from django.utils.translation import get_language

VIETNAMESE = {
    "food": "thuc-pham",
    "drink": "do-uong",
    "medicine": "duoc-lieu",
    "craft": "thu-cong-my-nghe",
    "plant": "sinh-vat-canh",
    "visit": "du-lich-cong-dong",
}
ENGLISH = {
    "food": "food",
    "drink": "drinks",
    "medicine": "medicinal-herbs",
    "craft": "handicrafts",
    "plant": "ornamental-plants",
    "visit": "community-tourism",
}
GROUPS = {word: group for words in (VIETNAMESE, ENGLISH) for group, word in words.items()}


class GroupConverter:
    """`/san-pham/do-uong/` and `/en/products/drinks/` are both the group "drink"."""

    regex = "|".join(GROUPS)

    def to_python(self, value: str) -> str:
        return GROUPS[value]

    def to_url(self, group: str) -> str:
        return (ENGLISH if get_language() == "en" else VIETNAMESE)[group]
