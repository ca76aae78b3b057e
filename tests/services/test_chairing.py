"""What moderators do with questions from the floor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from quizapp.domain.errors import (
    BadMessage,
    Conflict,
    NotFound,
    QuestionMerged,
    QuestionNotShown,
    QuestionsNotOpen,
)
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.asking import Asking
from quizapp.domain.live.log import encode
from quizapp.domain.qa import FloorQuestion, QaRules, Standing
from tests.hall import ANNEX, EVENT, HALL, MODERATOR, Hall, agenda_line, event
from tests.presentation.asking import ask, command


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(event(agenda=(agenda_line("i1", "V"),))) as made:
        yield made


@pytest.fixture
def asked(hall: Hall) -> tuple[str, str]:
    """Two questions that wait."""
    command(hall, cmd.OpenQuestions, item_id=HALL)
    (ada,) = hall.join("Ada")
    return ask(hall, ada, "Why?"), ask(hall, ada, "What for?")


def one(hall: Hall, question_id: str) -> FloorQuestion:
    return hall.stores.questions.asked[question_id]


def asking(hall: Hall) -> Asking:
    return hall.floor().asking


def test_a_session_is_opened_about_an_item_or_about_the_floor(hall: Hall) -> None:
    command(hall, cmd.OpenQuestions, item_id="i1")
    about_item = asking(hall).session_id or ""
    assert hall.stores.questions.open[about_item].item_id == "i1"
    command(hall, cmd.OpenQuestions, item_id=HALL)
    about_floor = asking(hall).session_id or ""
    assert hall.stores.questions.open[about_floor].item_id is None
    command(hall, cmd.OpenQuestions, item_id="i1")
    assert asking(hall) == Asking(about_item, open=True)


def test_what_was_agreed_goes_on_in_the_next_session(hall: Hall) -> None:
    command(hall, cmd.OpenQuestions, item_id=HALL)
    before = hall.state.seq
    command(hall, cmd.SetQuestionRules, moderated=False, anonymous=False, upvotes=False, limit=1)
    assert hall.state.seq == before + 1, "phones are told"
    command(hall, cmd.OpenQuestions, item_id="i1")
    (session,) = (s for s in hall.stores.questions.open.values() if s.item_id == "i1")
    assert session.rules == QaRules(moderated=False, anonymous=False, upvotes=False, limit=1)


def test_nothing_is_to_be_done_before_questions_were_opened(hall: Hall) -> None:
    for kind, args in (
        (cmd.ApproveQuestion, {"question_id": "q"}),
        (
            cmd.SetQuestionRules,
            {"moderated": True, "anonymous": True, "upvotes": True, "limit": 3},
        ),
    ):
        with pytest.raises(QuestionsNotOpen):
            command(hall, kind, **args)
    with pytest.raises(NotFound):
        command(hall, cmd.CloseQuestions, floor_id="nowhere")


def test_standing_is_moved_in_the_table_and_not_in_the_log(
    hall: Hall, asked: tuple[str, str]
) -> None:
    before = hall.state.seq
    for kind, standing in (
        (cmd.ApproveQuestion, Standing.APPROVED),
        (cmd.AnswerQuestion, Standing.ANSWERED),
        (cmd.ArchiveQuestion, Standing.ARCHIVED),
        (cmd.ApproveQuestion, Standing.APPROVED),
    ):
        command(hall, kind, question_id=asked[0])
        assert one(hall, asked[0]).standing is standing
    assert hall.state.seq == before


def test_the_same_again_writes_nothing(hall: Hall, asked: tuple[str, str]) -> None:
    for _ in range(2):
        command(hall, cmd.ApproveQuestion, question_id=asked[0])
        command(hall, cmd.MergeQuestions, question_id=asked[1], into_id=asked[0])
    assert one(hall, asked[0]).version == 2
    assert one(hall, asked[1]).version == 2


@pytest.mark.parametrize(
    ("kind", "args"),
    [(cmd.AnswerQuestion, {}), (cmd.ArchiveQuestion, {}), (cmd.MergeQuestions, {"into_id": True})],
)
def test_what_is_dealt_with_leaves_the_screen(
    hall: Hall, asked: tuple[str, str], kind: Any, args: dict[str, Any]
) -> None:
    args = dict.fromkeys(args, asked[1])
    command(hall, cmd.SpotlightQuestion, question_id=asked[0])
    assert asking(hall).spotlight == asked[0]
    assert one(hall, asked[0]).standing is Standing.APPROVED
    command(hall, kind, question_id=asked[0], **args)
    assert asking(hall).spotlight is None


def test_what_is_not_on_the_screen_takes_nothing_off_it(hall: Hall, asked: tuple[str, str]) -> None:
    command(hall, cmd.SpotlightQuestion, question_id=asked[0])
    command(hall, cmd.AnswerQuestion, question_id=asked[1])
    assert asking(hall).spotlight == asked[0]
    command(hall, cmd.EndQuestionSpotlight)
    assert asking(hall).spotlight is None


def test_the_log_holds_no_word_of_a_question(hall: Hall, asked: tuple[str, str]) -> None:
    command(hall, cmd.EditQuestion, question_id=asked[0], text="Why not?")
    command(hall, cmd.SpotlightQuestion, question_id=asked[0])
    logged = str([encode(each) for change in hall.told for each in change.happened])
    assert asked[0] in logged
    assert "Why" not in logged


def test_words_and_labels_are_changed(hall: Hall, asked: tuple[str, str]) -> None:
    command(hall, cmd.EditQuestion, question_id=asked[0], text="Why not?")
    command(hall, cmd.LabelQuestion, question_id=asked[0], label="tax", on=True)
    changed = one(hall, asked[0])
    assert (changed.text, changed.asked_text, changed.labels) == ("Why not?", "Why?", ("tax",))
    command(hall, cmd.LabelQuestion, question_id=asked[0], label="tax", on=False)
    assert one(hall, asked[0]).labels == ()
    with pytest.raises(BadMessage):
        command(hall, cmd.EditQuestion, question_id=asked[0], text="")


def test_questions_are_merged_and_parted(hall: Hall, asked: tuple[str, str]) -> None:
    command(hall, cmd.MergeQuestions, question_id=asked[0], into_id=asked[1])
    assert one(hall, asked[0]).merged_into == asked[1]
    with pytest.raises(QuestionMerged):
        command(hall, cmd.ApproveQuestion, question_id=asked[0])
    command(hall, cmd.PartQuestion, question_id=asked[0])
    assert one(hall, asked[0]).merged_into is None
    with pytest.raises(NotFound):
        command(hall, cmd.MergeQuestions, question_id=asked[0], into_id="gone")
    with pytest.raises(NotFound):
        command(hall, cmd.ApproveQuestion, question_id="gone")


def test_what_was_put_away_does_not_come_on_the_screen(hall: Hall, asked: tuple[str, str]) -> None:
    command(hall, cmd.ArchiveQuestion, question_id=asked[0])
    with pytest.raises(QuestionNotShown):
        command(hall, cmd.SpotlightQuestion, question_id=asked[0])
    assert asking(hall).spotlight is None


def test_two_moderators_at_once_do_not_overwrite_one_another(
    hall: Hall, asked: tuple[str, str]
) -> None:
    hall.stores.questions.lost_races = 2
    command(hall, cmd.ApproveQuestion, question_id=asked[0])
    assert one(hall, asked[0]).standing is Standing.APPROVED
    hall.stores.questions.lost_races = 100
    with pytest.raises(Conflict):
        command(hall, cmd.ArchiveQuestion, question_id=asked[0])


def test_a_resent_command_does_nothing_twice(hall: Hall, asked: tuple[str, str]) -> None:
    listed = cmd.ListQuestions(floor_id=HALL, on=True)
    first = hall.from_floor.chairing.execute(EVENT, listed, MODERATOR, "once")
    assert hall.from_floor.chairing.execute(EVENT, listed, MODERATOR, "once") == first
    assert asking(hall).listed
    assert hall.floor(ANNEX).asking == Asking()
    assert replace(asking(hall), listed=False).covers is False
