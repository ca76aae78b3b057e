"""Typed answers that were not right, for a moderator who may want to accept some of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from quizapp.domain.bank import Question
from quizapp.domain.tallies import Texts
from quizapp.domain.text import Json
from quizapp.services.results import RoundResult

MOST_WRONG = 12


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A group of the tally that was not right: its key, its text, how many gave it, one of them."""

    key: str
    text: str
    count: int
    answer: Json


def wrong_answers(question: Question, result: RoundResult) -> tuple[WrongAnswer, ...]:
    """The most frequent ones that the question's type could accept, most frequent first."""
    tally = result.tally
    if not isinstance(tally, Texts) or not result.graded:
        return ()
    wrong = {
        json.dumps(mark.answer, sort_keys=True): mark.answer
        for mark in result.marks.values()
        if not mark.right
    }
    answers = {_key(question, answer): answer for _, answer in sorted(wrong.items())}
    given = Counter({key: tally.groups[key].count for key in answers})
    frequent = sorted(given, key=lambda key: (-given[key], key))
    found = (WrongAnswer(key, tally.groups[key].text, given[key], answers[key]) for key in frequent)
    return tuple(each for each in found if question.accept(each.answer) is not None)


def _key(question: Question, answer: Json) -> str:
    alone = question.tally([answer])
    assert isinstance(alone, Texts)
    return next(iter(alone.groups))
