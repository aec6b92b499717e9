"""Whatever is typed is words to look for, never part of a query's language."""

import pytest

HOSTILE = [
    '"AND* NEAR( ^',
    'nước mắm" OR 1=1 --',
    "'; DROP TABLE search_words; --",
    "title : mắm",
    "nuoc NEAR/2 mam",
    "nước* (mắm",
    "-nước +mắm !mắm & | <->",
    "mắm:*ABCD",
    "100% _ _ \\",
    '{"match_all": {}}',
    "<script>alert(1)</script>",
    "\x01\x02\x1b[31m\x7f",
    "\u202enước mắm\u202c\u200b",
    "😀😀😀",
    "\ud7ff\ufffd\ufffe",
    "a" * 10_000,
    "mắm " * 5_000,
    "\u0301" * 10_000,
    "ﬁ ½ ① Ⅷ 日本語 กขค",
    "٣٤٥",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_answered_like_any_other(goods, typed):
    found = goods.ask(typed)

    assert (len(found.product_ids) <= 7, found.count == len(found.product_ids)) == (True, True)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_answered_while_typed(goods, typed):
    assert len(goods.engine.suggest(typed, day=goods.today, most=2)) <= 8


@pytest.mark.parametrize("typed", ["nước* (mắm", '"nước mắm"', "nước-mắm", "(nước) mắm!", "nước mắm 😀", "nước\tmắm"])
def test_signs_around_words_do_not_matter(goods, typed):
    assert goods.titles(typed) == ["Nước mắm Cửa Khe", "Nước mắm Nam Ô"]


@pytest.mark.parametrize("typed", ["%", "_", "*", '"', "%%", "\x01", "😀", "..."])
def test_signs_alone_find_nothing(goods, typed):
    assert goods.ask(typed).count == 0


def test_no_words_at_all_show_everything(goods):
    assert goods.ask("").count == 7
