"""What people searched for and did not find, for editors to mend with synonyms or goods.

Words are kept folded and counted, by day: no address, no session, nothing with a digit or an @ in it.
Written after the answer has gone out; a failure is logged and forgotten.
"""

import logging
import threading

from django.db import DatabaseError
from django.db.models import F
from django.utils.timezone import localdate

from catalogue.folding import fold
from catalogue.search.models import Miss
from catalogue.search.question import Question

log = logging.getLogger(__name__)

MOST_LETTERS = 60
MOST_KEPT = 5_000


class _Waiting(threading.local):
    words: str = ""


_waiting = _Waiting()


def note(question: Question) -> None:
    """Remember to write down, after this request, that its words found nothing. With filters it is no wonder."""
    if not question.is_filtered:
        _waiting.words = _impersonal(question.q)


def write(**kwargs) -> None:
    """What `request_finished` calls."""
    words, _waiting.words = _waiting.words, ""
    if not words:
        return
    today = localdate()
    try:
        if not Miss.objects.filter(words=words).update(count=F("count") + 1, last_on=today):
            Miss.objects.bulk_create([Miss(words=words, first_on=today, last_on=today)], ignore_conflicts=True)
            _forget_the_oldest()
    except DatabaseError:
        log.warning("A search without result was not written down", exc_info=True)


def _impersonal(text: str) -> str:
    words = (word for word in fold(text).split() if not any(letter.isdigit() or letter == "@" for letter in word))
    return " ".join(words)[:MOST_LETTERS].strip()


def _forget_the_oldest() -> None:
    newest = Miss.objects.order_by("-last_on", "-pk").values_list("pk", flat=True)
    Miss.objects.filter(pk__in=list(newest[MOST_KEPT : MOST_KEPT + 100])).delete()
