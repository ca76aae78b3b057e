"""Answers of seats: of whichever phone the last one comes, it stands, and a resend does nothing."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import case
from sqlalchemy.orm import Session

from quizapp.domain.stored import Kept, PendingAnswer
from quizapp.domain.text import Json
from quizapp.storage.statements import upsert
from quizapp.storage.tables import AnswerRow
from quizapp.storage.vote_tables import SeatSendingRow

FURTHEST = 100
"""By so much a phone may count ahead of its seat: else one number would lock out its other phones."""


def keep(session: Session, answers: Iterable[tuple[int, PendingAnswer]]) -> dict[int, Kept]:
    """Write them in the order handed in; place in the batch -> what stands then.

    Sorted by round and seat, so that two writers don't deadlock.
    """
    ordered = sorted(answers, key=lambda each: (each[1].round_id, each[1].voter_id, each[0]))
    fresh = {place: _is_news(session, each) for place, each in ordered}
    stands = {
        (each.round_id, each.voter_id): _stood(session, each, write=fresh[place])
        for place, each in ordered
    }
    last = {(each.round_id, each.voter_id): place for place, each in ordered if fresh[place]}
    return {
        place: Kept(*stands[key], fresh=last.get(key) == place)
        for place, each in ordered
        for key in [(each.round_id, each.voter_id)]
    }


def _is_news(session: Session, each: PendingAnswer) -> bool:
    """Whether this phone has not sent this number (or a higher one) already."""
    insert = upsert(session, SeatSendingRow).values(
        round_id=each.round_id,
        seat_id=each.voter_id,
        participant_id=each.sender_id,
        event_id=each.event_id,
        number=each.number,
    )
    keys = [SeatSendingRow.round_id, SeatSendingRow.seat_id, SeatSendingRow.participant_id]
    noted = insert.on_conflict_do_update(
        index_elements=keys,
        set_={"number": insert.excluded.number},
        where=insert.excluded.number > SeatSendingRow.number,
    )
    return session.execute(noted.returning(SeatSendingRow.number)).first() is not None


def _stood(session: Session, each: PendingAnswer, *, write: bool) -> tuple[int, Json]:
    """(number, answer) that stands after it. The number is above all before it.

    It is not below the one sent either, unless that one is more than `FURTHEST` ahead.
    """
    if not write:
        row = session.get(AnswerRow, (each.round_id, each.voter_id), populate_existing=True)
        assert row is not None  # what was sent before was written with it
        return row.number, row.answer
    insert = upsert(session, AnswerRow).values(
        round_id=each.round_id,
        voter_id=each.voter_id,
        event_id=each.event_id,
        answer=each.answer,
        number=min(each.number, FURTHEST),
        elapsed_ms=each.elapsed_ms,
        answered_at=each.answered_at,
    )
    new = insert.excluded
    replaced = insert.on_conflict_do_update(
        index_elements=[AnswerRow.round_id, AnswerRow.voter_id],
        set_={
            "answer": new.answer,
            "number": case(
                (AnswerRow.number >= each.number, AnswerRow.number + 1),
                (AnswerRow.number + FURTHEST < each.number, AnswerRow.number + 1),
                else_=each.number,
            ),
            "elapsed_ms": new.elapsed_ms,
            "answered_at": new.answered_at,
        },
    )
    number, answer = session.execute(replaced.returning(AnswerRow.number, AnswerRow.answer)).one()
    return number, answer
