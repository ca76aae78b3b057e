"""Typed texts as the moderator arranges them, and answers accepted afterwards: ids only, undone at will."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.event import ActivityKind
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.board import Board, TextMark
from quizapp.domain.live.state import Phase
from tests.domain.live.stagehand import POLLED, Stagehand, activity, script

TYPED = script(activity("typed", ActivityKind.POLL, POLLED))
MODERATED = script(activity("typed", ActivityKind.POLL, replace(POLLED, moderated=True)))


def opened(moderated: bool = False) -> Stagehand:
    """The first round is r2."""
    return Stagehand(MODERATED if moderated else TYPED).next_until(Phase.OPEN)


def hide(show: Stagehand, text_id: str = "t1") -> Stagehand:
    show.do(cmd.HideText(round_id=show.on.id, key="", text_id=text_id))
    return show


def approve(show: Stagehand, text_id: str = "t1") -> Stagehand:
    show.do(cmd.ShowText(round_id=show.on.id, key="", text_id=text_id))
    return show


def group(show: Stagehand, group_id: str, text_id: str = "t1") -> tuple[ev.Event, ...]:
    return show.do(
        cmd.GroupText(round_id=show.on.id, key="", title="", text_id=text_id, group_id=group_id)
    )


def spotlight(text_id: str = "t1") -> cmd.SpotlightText:
    return cmd.SpotlightText(round_id="r2", key="", text_id=text_id)


def test_a_text_is_new_until_something_is_said_of_it() -> None:
    show = opened()
    assert show.on.board.mark_of("t1") is TextMark.NEW
    assert hide(show).on.board.mark_of("t1") is TextMark.HIDDEN
    assert approve(show).on.board.mark_of("t1") is TextMark.APPROVED
    assert show.on.board.mark_of("t2") is TextMark.NEW


def test_saying_it_twice_is_nothing() -> None:
    show = opened()
    assert len(hide(hide(show)).log) == len(hide(show).log)
    assert len(approve(approve(show)).log) == len(approve(show).log)
    group(show, "g1")
    assert group(show, "g1") == ()


def test_undo_and_redo_walk_between_the_marks_and_never_past_new() -> None:
    show = approve(hide(opened()))
    marks = [show.undo().on.board.mark_of("t1") for _ in range(2)]
    assert marks == [TextMark.HIDDEN, TextMark.APPROVED]
    fresh = hide(opened())
    assert fresh.undo().on.board == Board()
    assert fresh.undo().on.board.marks == {"t1": TextMark.HIDDEN}


def test_texts_are_grouped_and_taken_out_again() -> None:
    show = opened()
    group(show, "g1")
    group(show, "g2")
    assert show.on.board.groups == {"t1": "g2"}
    assert show.undo().on.board.groups == {"t1": "g1"}
    show.do(cmd.UngroupText(round_id="r2", key="", text_id="t1"))
    assert show.on.board.groups == {}
    assert show.undo().on.board.groups == {"t1": "g1"}


def test_one_text_stands_in_the_spotlight() -> None:
    show = opened()
    show.do(spotlight())
    assert show.do(spotlight()) == ()
    show.do(spotlight("t2"))
    assert show.undo().on.board.spotlight == "t1"
    show.do(cmd.EndSpotlight(round_id="r2"))
    assert show.on.board.spotlight is None
    assert show.undo().on.board.spotlight == "t1"


def test_only_what_may_be_shown_stands_in_the_spotlight() -> None:
    assert hide(opened()).refused(spotlight()) == "text_not_shown"
    show = opened(moderated=True)
    assert show.refused(spotlight()) == "text_not_shown"
    assert approve(show).do(spotlight())


def test_texts_of_no_round_are_not_found() -> None:
    assert opened().refused(cmd.HideText(round_id="gone", key="", text_id="t1")) == "not_found"


def accepting(show: Stagehand, version: int, made_from: int) -> cmd.AcceptAnswer:
    return cmd.AcceptAnswer(round_id=show.on.id, key="k", version=version, made_from=made_from)


def test_an_accepted_answer_changes_the_version_that_grades_and_not_the_one_asked() -> None:
    show = Stagehand().next_until(Phase.REVEALED)
    show.do(accepting(show, 2, 1))
    show.do(accepting(show, 3, 2))
    assert (show.on.version, show.on.graded_version) == (1, 3)
    assert [show.undo().on.graded_version for _ in range(2)] == [2, 3]


def test_a_version_made_from_an_earlier_one_is_stale() -> None:
    show = Stagehand().next_until(Phase.CLOSED)
    show.do(accepting(show, 2, 1))
    assert show.refused(accepting(show, 3, 1)) == "stale"


@pytest.mark.parametrize("phase", [Phase.ASKED, Phase.OPEN])
def test_no_answer_is_accepted_before_the_close(phase: Phase) -> None:
    show = Stagehand().next_until(phase)
    assert show.refused(accepting(show, 2, 1)) == "wrong_phase"


def test_no_answer_is_accepted_where_nothing_is_graded() -> None:
    show = opened().next_until(Phase.CLOSED)
    assert show.refused(accepting(show, 2, 1)) == "wrong_phase"


def test_what_was_accepted_of_a_round_that_is_gone_is_not_undone() -> None:
    accepted = ev.AnswerAccepted(at=1, round_id="gone", version=2, was=1)
    assert not Stagehand().inverse_of(accepted)
