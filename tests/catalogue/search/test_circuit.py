"""Whoever is away is asked once, then left alone, then looked for by one caller at a time."""

import pytest

from catalogue.search.circuit import Circuit


class Away(Exception):
    pass


class Far:
    """Something that may be away. `asked` and `probed` count how often anyone waited for it."""

    def __init__(self):
        self.is_away = False
        self.asked = self.probed = 0
        self.came_back: list[str] = []
        self.seconds = 0.0
        self.circuit = Circuit(rest=5, on_closing=lambda: self.came_back.append("back"), clock=lambda: self.seconds)

    def probe(self):
        self.probed += 1
        if self.is_away:
            raise Away

    def ask(self) -> str:
        try:
            with self.circuit.guarding(Away, self.probe):
                self.asked += 1
                if self.is_away:
                    raise Away
                return "answer"
        except Away:
            return "away"


@pytest.fixture
def far():
    return Far()


def test_while_it_answers_it_is_asked_without_a_probe(far):
    answers = [far.ask() for _ in range(3)]

    assert (answers, far.asked, far.probed) == (["answer"] * 3, 3, 0)


def test_after_one_failure_nobody_waits_for_it(far):
    far.is_away = True

    answers = [far.ask() for _ in range(10)]

    assert (answers, far.asked, far.probed) == (["away"] * 10, 1, 0)


def test_after_the_rest_one_caller_probes_and_the_others_go_on_resting(far):
    far.is_away = True
    far.ask()
    far.seconds = 5

    answers = [far.ask() for _ in range(10)]

    assert (answers, far.asked, far.probed) == (["away"] * 10, 1, 1)


def test_it_closes_by_itself_and_says_so_once(far):
    far.is_away = True
    far.ask()
    far.is_away = False

    too_early = far.ask()
    far.seconds = 5
    answers = [far.ask() for _ in range(3)]

    assert (too_early, answers, far.came_back, far.probed) == ("away", ["answer"] * 3, ["back"], 1)


def test_a_probe_that_answers_does_not_close_it_where_the_question_fails(far):
    far.is_away = True
    far.ask()
    far.seconds = 5
    far.probe = lambda: None

    answers = [far.ask() for _ in range(3)]

    assert (answers, far.asked, far.came_back) == (["away"] * 3, 2, [])


def test_another_kind_of_fault_is_no_absence(far):
    with pytest.raises(ZeroDivisionError), far.circuit.guarding(Away, far.probe):
        raise ZeroDivisionError

    assert far.ask() == "answer"
