"""Questions from the floor and reactions, as each audience may have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizapp.domain.event import Event
from quizapp.domain.qa import LONGEST_QUESTION, FloorQuestion, QaSession, Standing
from quizapp.domain.reactions import FOR_THE_CHAIR, Reaction
from quizapp.domain.text import Json
from quizapp.presentation.game import Payload
from quizapp.services.floor_questions import Asked, Board, Book
from quizapp.services.scenes import Scene

LEAST_PAUSE_MS = 4_000
PHONES_A_SECOND = 60
"""How many phones that look at the list ask for it in one second, at most."""


def for_everybody(scene: Scene, language: str) -> Payload | None:
    """`state.qa`: whether one may ask, and how. None before the first session on the floor."""
    if scene.board is None:
        return None
    session, rules = scene.board.session, scene.board.session.rules
    return {
        "session": session.id,
        "open": scene.floor.asking.open,
        "item": item_of(scene.event, session, language),
        "moderated": rules.moderated,
        "anonymous": rules.anonymous,
        "upvotes": rules.upvotes,
        "limit": rules.limit,
        "longest": LONGEST_QUESTION,
        "list": f"/events/{scene.event.id}/floors/{scene.floor.id}/questions.json",
        "mine": f"/events/{scene.event.id}/questions/mine.json",
    }


def item_of(event: Event, session: QaSession, language: str) -> Payload | None:
    """The agenda item that a session is about."""
    line = next((each for each in event.agenda if each.id == session.item_id), None)
    return None if line is None else {"number": line.number, "title": line.title.get(language)}


def for_wall(board: Board | None) -> Payload:
    """`spotlight` and `top`: what a screen shows of questions."""
    if board is None:
        return {"spotlight": None, "top": None}
    upvotes = board.session.rules.upvotes
    return {
        "spotlight": None if board.spotlight is None else _read(board.spotlight, upvotes=upvotes),
        "top": None if board.top is None else [_read(each, upvotes=upvotes) for each in board.top],
    }


def for_list(book: Book, phones: int) -> Payload:
    """What phones read: only what is shown, nothing of who asked without a name or who voted."""
    upvotes = book.session.rules.upvotes
    return {
        "session": book.session.id,
        "pause_ms": max(LEAST_PAUSE_MS, 1000 * phones // PHONES_A_SECOND),
        "questions": [{**_read(each, upvotes=upvotes), "at": each.asked_at} for each in book.shown],
    }


def for_owner(own: Iterable[Asked], on_screen: frozenset[str]) -> list[Json]:
    """Own questions of a phone, by the keys that it alone has."""
    return [
        {
            "key": each.key,
            "id": each.question.id,
            "session": each.question.session_id,
            "text": each.question.text,
            "edited": each.question.edited,
            "standing": _standing(each.question, on_screen),
            "merged": _merged(each.stands_for),
        }
        for each in own
    ]


def _standing(question: FloorQuestion, on_screen: frozenset[str]) -> str:
    lit = question.shown and question.id in on_screen
    return "on_screen" if lit else question.standing.value


def _merged(into: FloorQuestion | None) -> Payload | None:
    """The words of the question that stands for it, where everybody may read them."""
    return None if into is None else {"id": into.id, "text": into.text if into.shown else None}


def for_desk(book: Book, floor_spotlight: str | None) -> Payload:
    """The moderator's queue."""
    return {
        "session": book.session.id,
        "spotlight": floor_spotlight,
        "labels": sorted({label for each in book.questions for label in each.labels}),
        "questions": [_queued(each) for each in book.questions],
    }


def _queued(question: FloorQuestion) -> Payload:
    return {
        "id": question.id,
        "text": question.text,
        "asked_text": question.asked_text,
        "name": question.name,
        "delegation": question.delegation,
        "standing": question.standing.value,
        "labels": list(question.labels),
        "merged_into": question.merged_into,
        "votes": question.votes,
        "at": question.asked_at,
    }


def _read(question: FloorQuestion, *, upvotes: bool) -> Payload:
    return {
        "id": question.id,
        "text": question.text,
        "name": question.name,
        "delegation": question.delegation,
        "edited": question.edited,
        "answered": question.standing is Standing.ANSWERED,
        "votes": question.votes if upvotes else None,
        "labels": list(question.labels),
    }


def for_pulse(counts: Mapping[Reaction, int], *, chair: bool) -> Payload:
    """`pulse`: what came within the last second. What is to be put right goes to the chair alone."""
    told = {
        each.value: counts[each]
        for each in Reaction
        if counts.get(each) and (chair or each not in FOR_THE_CHAIR)
    }
    return {"counts": told}
