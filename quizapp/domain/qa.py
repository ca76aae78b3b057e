"""Questions from the floor: what delegates ask, and what a moderator may make of it. Pure.

A session collects the questions about one agenda item, or about whatever goes on on a floor. Who
asked is not part of a question: where a name stands, somebody wanted it to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from quizapp.domain.errors import (
    BadAnswer,
    BadMessage,
    NameWanted,
    QuestionMerged,
    QuestionNotShown,
    QuestionSettled,
)
from quizapp.domain.questions.folding import clean, fold
from quizapp.domain.questions.profanity import is_profane
from quizapp.domain.typed import fit_for_a_screen, length, tidy

LONGEST_QUESTION: Final = 300
"""Characters, as a reader counts them."""
LONGEST_BY: Final = 60
"""Of a name, and of a delegation."""
LONGEST_LABEL: Final = 30
MOST_LABELS: Final = 5
MOST_OPEN: Final = 20
"""The highest limit of open questions a participant that can be set."""
MOST_QUESTIONS: Final = 2_000
"""In one session; a hall that asks more is no hall but a program."""
_MINUTE_MS: Final = 60_000


class Standing(StrEnum):
    """How far a question has come. Which one is on the screen, the floor says."""

    NEW = "new"
    APPROVED = "approved"
    ANSWERED = "answered"
    ARCHIVED = "archived"


_SHOWN: Final = frozenset({Standing.APPROVED, Standing.ANSWERED})


@dataclass(frozen=True, slots=True)
class QaRules:
    """What is agreed for a session."""

    moderated: bool = True
    """A question is seen by the room once a moderator has approved it."""
    anonymous: bool = True
    """Whether one may ask without a name."""
    upvotes: bool = True
    limit: int = 3
    """Open questions a participant; 0: as many as they like."""

    def __post_init__(self) -> None:
        if not 0 <= self.limit <= MOST_OPEN:
            raise BadMessage(field="limit")


USUAL_RULES: Final = QaRules()


@dataclass(frozen=True, slots=True)
class QaSession:
    """Questions about one thing. There is one for each floor and item, whenever it is opened."""

    id: str
    event_id: str
    floor_id: str
    item_id: str | None
    """The agenda item; None: about nothing special."""
    rules: QaRules = USUAL_RULES


@dataclass(frozen=True, slots=True)
class FloorQuestion:
    """A question as it stands now."""

    id: str
    session_id: str
    text: str
    asked_text: str
    """As it was typed."""
    asked_at: int
    """The minute, and not more: the moment would point at who held a phone just then."""
    name: str = ""
    """Empty with `delegation`: anonymous."""
    delegation: str = ""
    standing: Standing = Standing.NEW
    labels: tuple[str, ...] = ()
    merged_into: str | None = None
    """The question that asks the same, and stands for this one."""
    version: int = 1
    """Rises with each change: two moderators at once don't overwrite one another."""
    votes: int = 0
    """Who wants it answered, those of merged ones included, each participant once."""

    @property
    def edited(self) -> bool:
        """Whether a moderator changed the words."""
        return self.text != self.asked_text

    @property
    def shown(self) -> bool:
        """Whether room and phones may read it."""
        return self.standing in _SHOWN and self.merged_into is None

    @property
    def settled(self) -> bool:
        """Whether it waits for nothing any more: it does not count against its asker's limit."""
        return self.merged_into is not None or self.standing not in (
            Standing.NEW,
            Standing.APPROVED,
        )


@dataclass(frozen=True, slots=True)
class Upvote:
    """A voter wants a question answered, or (not `on`) does not any more."""

    question_id: str
    voter_id: str
    on: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody asks, and how they want to be named."""

    text: str
    name: str = ""
    delegation: str = ""


def worded(text: str, name: str, delegation: str, rules: QaRules) -> Wording:
    """What was typed, tidied up. Raises `BadMessage` naming the field, `NameWanted`."""
    wording = Wording(clean_text(text), _by(name, "name"), _by(delegation, "delegation"))
    if not rules.anonymous and not wording.name:
        raise NameWanted
    return wording


def clean_text(text: str) -> str:
    """The words of a question. Raises `BadMessage`."""
    try:
        cleaned = clean(text, LONGEST_QUESTION)
    except BadAnswer:
        raise BadMessage(field="text") from None
    if not any(each.isalnum() for each in cleaned):
        raise BadMessage(field="text")
    return cleaned


def asked(question_id: str, session: QaSession, wording: Wording, now: int) -> FloorQuestion:
    """A fresh question. Without moderation the room reads it at once, strong language apart."""
    words = f"{wording.text} {wording.name} {wording.delegation}"
    waits = session.rules.moderated or is_profane(fold(words))
    return FloorQuestion(
        id=question_id,
        session_id=session.id,
        text=wording.text,
        asked_text=wording.text,
        asked_at=now - now % _MINUTE_MS,
        name=wording.name,
        delegation=wording.delegation,
        standing=Standing.NEW if waits else Standing.APPROVED,
    )


def moved(question: FloorQuestion, to: Standing) -> FloorQuestion:
    """Approved, answered, archived, in any order: moderators err, too. Raises `QuestionMerged`."""
    return replace(_alone(question), standing=to)


def spotlit(question: FloorQuestion) -> FloorQuestion:
    """Fit to stand large on the screen: whoever puts it there approves of it.

    Raises `QuestionMerged`, and `QuestionNotShown` where it was archived.
    """
    if _alone(question).standing is Standing.ARCHIVED:
        raise QuestionNotShown
    return replace(question, standing=Standing.APPROVED)


def edited(question: FloorQuestion, text: str) -> FloorQuestion:
    """In other words; what was asked stays beside them. Raises `QuestionMerged`, `BadMessage`."""
    return replace(_alone(question), text=clean_text(text))


def labelled(question: FloorQuestion, label: str, *, on: bool) -> FloorQuestion:
    """With a label more, or less. Raises `QuestionMerged`, `BadMessage`."""
    word = _label(label)
    others = tuple(each for each in _alone(question).labels if fold(each) != fold(word))
    if on and len(others) >= MOST_LABELS:
        raise BadMessage(field="label")
    return replace(question, labels=(*others, word) if on else others)


def merged(
    questions: Mapping[str, FloorQuestion], question: FloorQuestion, into: FloorQuestion
) -> tuple[FloorQuestion, ...]:
    """All that changes where one question stands for another: what was merged before follows.

    Raises `QuestionMerged` where either stands under another already, `BadMessage` for itself.
    """
    if _alone(question).id == _alone(into).id:
        raise BadMessage(field="into_id")
    followers = [each for each in questions.values() if each.merged_into == question.id]
    return tuple(replace(each, merged_into=into.id) for each in (question, *followers))


def parted(question: FloorQuestion) -> FloorQuestion:
    """On its own again."""
    return replace(question, merged_into=None)


def withdrawable(question: FloorQuestion, spotlight: str | None) -> None:
    """Whether its asker may take it back. Raises `QuestionSettled`: the room has dealt with it."""
    if question.settled or question.id == spotlight:
        raise QuestionSettled


def by_votes(questions: Sequence[FloorQuestion]) -> tuple[FloorQuestion, ...]:
    """The most wanted first, of equals the older one."""
    return tuple(sorted(questions, key=lambda each: (-each.votes, each.asked_at, each.id)))


def _alone(question: FloorQuestion) -> FloorQuestion:
    if question.merged_into is not None:
        raise QuestionMerged
    return question


def _by(typed: str, field: str) -> str:
    text = tidy(typed) if len(typed) <= 8 * LONGEST_BY else None
    if text is None or length(text) > LONGEST_BY or not fit_for_a_screen(text):
        raise BadMessage(field=field)
    return text


def _label(typed: str) -> str:
    label = _by(typed, "label")
    if not label or length(label) > LONGEST_LABEL:
        raise BadMessage(field="label")
    return label
