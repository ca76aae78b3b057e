"""A session of questions from the floor, with every kind of question in it, each of them marked."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from quizapp.domain.event import Participant
from quizapp.domain.live import commands as cmd
from quizapp.services.floor_questions import Wish
from tests.hall import EVENT, HALL, MODERATOR, Hall

_keys = count(1)


def key_of(number: int) -> str:
    """A key as a phone makes it, found again wherever it comes out."""
    return f"KEY{number:040d}"


def command(hall: Hall, kind: Any, **args: Any) -> None:
    """Of a moderator, on the hall's floor."""
    hall.from_floor.chairing.execute(EVENT, kind(**{"floor_id": HALL} | args), MODERATOR)


def ask(hall: Hall, who: Participant, text: str, **wish: Any) -> str:
    """Ask; returns the question's id."""
    wished = replace(Wish(key_of(next(_keys)), text, "", ""), **wish)
    return hall.from_floor.questions.ask(EVENT, HALL, who.id, wished).id


def vote(hall: Hall, question_id: str, *people: Participant, on: bool = True) -> None:
    """Once the list is read anew, as a phone would have it."""
    hall.clock.pass_ms(1_000)
    for who in people:
        hall.from_floor.questions.upvote(EVENT, HALL, who.id, question_id, on=on)


def show_questions(hall: Hall) -> dict[str, str]:
    """Open, ask, vote; one on the screen, over the list. Text -> id."""
    item = next((each.id for each in hall.live.event(EVENT).agenda), HALL)
    command(hall, cmd.OpenQuestions, item_id=item)
    (asker,) = hall.join("Asker")
    command(hall, cmd.SetQuestionRules, moderated=True, anonymous=True, upvotes=True, limit=0)
    ids = {
        text: ask(hall, asker, text, name=name, delegation=delegation)
        for text, name, delegation in (
            ("[asked lit]", "[asker name]", "[asker delegation]"),
            ("[asked shown]", "", ""),
            ("[asked unseen]", "[hidden name]", "[hidden delegation]"),
            ("[asked archived]", "", ""),
            ("[asked twice]", "", ""),
            ("[asked answered]", "", ""),
        )
    }
    command(hall, cmd.ApproveQuestion, question_id=ids["[asked shown]"])
    command(hall, cmd.ArchiveQuestion, question_id=ids["[asked archived]"])
    command(hall, cmd.LabelQuestion, question_id=ids["[asked lit]"], label="[label]", on=True)
    command(
        hall,
        cmd.MergeQuestions,
        question_id=ids["[asked twice]"],
        into_id=ids["[asked shown]"],
    )
    command(hall, cmd.AnswerQuestion, question_id=ids["[asked answered]"])
    command(hall, cmd.ListQuestions, on=True)
    command(hall, cmd.SpotlightQuestion, question_id=ids["[asked lit]"])
    vote(hall, ids["[asked shown]"], asker)
    hall.clock.pass_ms(1_000)
    return ids
