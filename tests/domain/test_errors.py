from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain import errors
from quizapp.domain.errors import BadAnswer, ContentProblems, QuizappError, Stale


def below(kind: type[QuizappError]) -> Iterator[type[QuizappError]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def test_every_error_has_a_code_of_its_own() -> None:
    own = [each for each in below(QuizappError) if each.__module__ == errors.__name__]
    codes = [QuizappError.code, *(each.code for each in own)]

    assert len(set(codes)) == len(codes) > 20


def test_error_reads_as_its_code_and_details() -> None:
    assert str(BadAnswer(reason="too_few", least=2)) == "bad_answer(reason=too_few, least=2)"
    assert str(Stale()) == "stale"
    assert BadAnswer(reason="empty").details == {"reason": "empty"}


def test_no_problems_read_as_nothing() -> None:
    assert str(ContentProblems(())) == ""
