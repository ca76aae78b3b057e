"""Participants, in the order in which they came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotFound
from quizapp.domain.event import Participant
from quizapp.domain.stored import PendingJoin, TeamWish
from quizapp.domain.teams import smallest
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.mapping import participant
from quizapp.storage.marks import mark_of, since
from quizapp.storage.statements import rows_in
from quizapp.storage.tables import EventRow, ParticipantRow
from quizapp.storage.vote_tables import SeatRow

NAMES = "names"
"""What is held while numbers and names are given out."""


class SqlParticipants(Store):
    @writes
    def join(self, session: Session, batch: Sequence[PendingJoin]) -> Sequence[Participant | None]:
        """None also where the event was deleted. A token that is known brings its participant."""
        of_event: dict[str, list[PendingJoin]] = defaultdict(list)
        for each in batch:
            of_event[each.event_id].append(each)
        hold(session, NAMES, *of_event)
        there = rows_in(session, select(EventRow.id), EventRow.id, of_event.keys())
        by_token = {id_: _join(session, id_, of_event[id_]) for (id_,) in list(there)}
        return [by_token.get(each.event_id, {}).get(each.token_hash) for each in batch]

    @writes
    def rejoin(
        self, session: Session, participant_id: str, name: str, name_key: str, language: str
    ) -> Participant | None:
        """Raises `NotFound`."""
        row = _get(session, participant_id)
        hold(session, NAMES, row.event_id)
        namesake = select(ParticipantRow.id).where(
            ParticipantRow.event_id == row.event_id,
            ParticipantRow.name_key == name_key,
            ParticipantRow.id != participant_id,
        )
        if name_key and session.scalar(namesake) is not None:
            return None
        row.name, row.name_key, row.language, row.has_left = name, name_key, language, False
        return participant(row)

    @writes
    def set_team(self, session: Session, participant_id: str, wish: TeamWish) -> Participant:
        """Raises `NotFound`."""
        row = _get(session, participant_id)
        hold(session, NAMES, row.event_id)
        if wish.balance:
            row.team_id = None  # the flush before the count takes it out of its team
        row.team_id = _Teams(session, row.event_id).place(wish)
        return participant(row)

    @writes
    def set_seat(self, session: Session, participant_id: str, seat_id: str | None) -> Participant:
        """Raises `NotFound` (participant, seat)."""
        row = _get(session, participant_id)
        seat = None if seat_id is None else session.get(SeatRow, seat_id)
        if seat_id is not None and (seat is None or seat.event_id != row.event_id):
            raise NotFound(what="seat")
        row.seat_id = seat_id
        return participant(row)

    @reads
    def by_token(self, session: Session, event_id: str, token_hash: str) -> Participant | None:
        row = session.scalar(
            select(ParticipantRow).where(
                ParticipantRow.event_id == event_id, ParticipantRow.token_hash == token_hash
            )
        )
        return participant(row) if row else None

    @reads
    def get(self, session: Session, event_id: str, participant_id: str) -> Participant | None:
        row = session.get(ParticipantRow, participant_id)
        return participant(row) if row and row.event_id == event_id else None

    @reads
    def all(self, session: Session, event_id: str) -> tuple[Participant, ...]:
        rows = session.scalars(
            select(ParticipantRow)
            .where(ParticipantRow.event_id == event_id)
            .order_by(ParticipantRow.number)
        )
        return tuple(participant(row) for row in rows)

    @reads
    def changed(
        self, session: Session, event_id: str, mark: str
    ) -> tuple[tuple[Participant, ...], str]:
        of_event = select(ParticipantRow).where(ParticipantRow.event_id == event_id)
        rows = session.scalars(
            since(of_event, ParticipantRow, mark).order_by(ParticipantRow.number)
        )
        return tuple(participant(row) for row in rows), mark_of(session)

    @writes
    def set_language(self, session: Session, participant_id: str, language: str) -> None:
        """Raises `NotFound`."""
        _get(session, participant_id).language = language

    @writes
    def set_left(self, session: Session, participant_id: str, left: bool) -> None:
        """Raises `NotFound`."""
        _get(session, participant_id).has_left = left


def _get(session: Session, participant_id: str) -> ParticipantRow:
    row = session.get(ParticipantRow, participant_id)
    if row is None:
        raise NotFound(what="participant")
    return row


def _join(session: Session, event_id: str, batch: Sequence[PendingJoin]) -> dict[str, Participant]:
    """Let in whose name is free; return participants by the hash of their token."""
    ours = ParticipantRow.event_id == event_id
    tokens = {each.token_hash for each in batch}
    known = select(ParticipantRow).where(ours)
    joined = {
        row.token_hash: participant(row)
        for (row,) in rows_in(session, known, ParticipantRow.token_hash, tokens)
    }
    names = {each.name_key for each in batch if each.name_key}
    used = select(ParticipantRow.name_key).where(ours)
    taken = {name for (name,) in rows_in(session, used, ParticipantRow.name_key, names)}
    number = session.scalar(select(func.max(ParticipantRow.number)).where(ours)) or 0
    teams = _Teams(session, event_id)
    rows: list[dict[str, object]] = []
    for each in batch:
        if each.token_hash in joined or each.name_key in taken:
            continue
        number += 1
        taken |= {each.name_key} - {""}
        team_id = teams.place(each.team)
        joined[each.token_hash] = _arrived(each, number, team_id)
        rows.append(_row(each, number, team_id))
    if rows:
        session.execute(insert(ParticipantRow), rows)
    return joined


class _Teams:
    """How many are in each team of an event, counted when it is first asked."""

    def __init__(self, session: Session, event_id: str) -> None:
        self._session = session
        self._event_id = event_id
        self._counted: Counter[str] | None = None

    def place(self, wish: TeamWish) -> str | None:
        """The team for the next."""
        if not wish.balance:
            return wish.team_id
        sizes = self._sizes()
        team_id = smallest(
            [each for each, _ in wish.balance],
            {each: sizes[each] + more for each, more in wish.balance},
        )
        sizes[team_id] += 1
        return team_id

    def _sizes(self) -> Counter[str]:
        if self._counted is None:
            rows = self._session.execute(
                select(ParticipantRow.team_id, func.count())
                .where(
                    ParticipantRow.event_id == self._event_id,
                    ParticipantRow.team_id.is_not(None),
                    ParticipantRow.has_left.is_(False),
                )
                .group_by(ParticipantRow.team_id)
            )
            self._counted = Counter({str(team_id): count for team_id, count in rows})
        return self._counted


def _arrived(pending: PendingJoin, number: int, team_id: str | None) -> Participant:
    return Participant(
        id=pending.participant_id,
        event_id=pending.event_id,
        number=number,
        name=pending.name,
        language=pending.language,
        joined_at=pending.joined_at,
        seed=pending.seed,
        extra_time=pending.extra_time,
        team_id=team_id,
    )


def _row(pending: PendingJoin, number: int, team_id: str | None) -> dict[str, object]:
    return {
        "id": pending.participant_id,
        "event_id": pending.event_id,
        "number": number,
        "token_hash": pending.token_hash,
        "name": pending.name,
        "name_key": pending.name_key,
        "language": pending.language,
        "joined_at": pending.joined_at,
        "has_left": False,
        "seed": pending.seed,
        "extra_time": pending.extra_time,
        "team_id": team_id,
    }
