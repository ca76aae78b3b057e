"""The ballot box: staging while a secret round is open, the final tables after its close.

Nothing in the final tables says which voter cast which ballot: they share no key, no time, no order
and no transaction, and what staging could have said is overwritten before anything is counted.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from quizapp.domain.ballots import (
    Ballot,
    Cast,
    PendingBallot,
    Seal,
    Sealing,
    seal,
)
from quizapp.domain.stored import Moved
from quizapp.storage.answers import held_heads
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.statements import upsert
from quizapp.storage.vote_tables import (
    BallotRow,
    BallotVoterRow,
    SealingRow,
    StagedBallotRow,
    StagedVoterRow,
)

BOX: Final = "ballots"
"""What is held while a step of sealing is done."""
COPIED, REGISTERED, WIPED = 1, 2, 3
STAGING: Final = (StagedVoterRow, StagedBallotRow)
"""In the order in which they are locked, everywhere."""


def _fresh_key() -> str:
    return secrets.token_urlsafe(16)


def _fresh_salt() -> str:
    return secrets.token_urlsafe(32)


class SqlBallots(Store):
    @writes
    def commit(self, session: Session, batch: Sequence[PendingBallot]) -> Sequence[Cast | Moved]:
        """A ballot to an event that was deleted is `Moved` as well."""
        heads = held_heads(session, {each.event_id for each in batch})
        taken = [each for each in batch if heads.get(each.event_id, each.seq + 1) <= each.seq]
        first = {(each.round_id, each.voter_id): each for each in reversed(taken)}
        fresh = _register(session, first.values())
        ballots = [_staged(first[key]) for key in fresh]
        if ballots:
            # By the random key: not in the order of the voters, as the register is.
            ballots.sort(key=lambda row: str(row["key"]))
            session.execute(insert(StagedBallotRow), ballots)
        new = {id(first[key]) for key in fresh}
        counted = {id(each) for each in taken}
        return [
            Cast(already=id(each) not in new) if id(each) in counted else Moved() for each in batch
        ]

    @reads
    def voters(self, session: Session, round_id: str) -> frozenset[str]:
        return frozenset(
            voter_id
            for table in (StagedVoterRow, BallotVoterRow)
            for voter_id in session.scalars(
                select(table.voter_id).where(table.round_id == round_id)
            )
        )

    @reads
    def has_voted(self, session: Session, round_id: str, voter_id: str) -> bool:
        key = (round_id, voter_id)
        return any(
            session.get(table, key) is not None for table in (StagedVoterRow, BallotVoterRow)
        )

    @reads
    def sealing(self, session: Session, round_id: str) -> Sealing | None:
        row = session.get(SealingRow, round_id)
        return _sealing(row) if row is not None and row.step == WIPED else None

    @reads
    def ballots(self, session: Session, round_id: str) -> tuple[Ballot, ...]:
        row = session.get(SealingRow, round_id)
        if row is None or row.step != WIPED:
            return ()
        return _ballots(session, BallotRow, round_id)

    def seal(self, event_id: str, round_id: str) -> Sealing:
        """One transaction a step; what was done before a kill is not done again."""
        for step in (self._copy_ballots, self._copy_register, self._wipe):
            step(event_id, round_id)
        sealed = self.sealing(round_id)
        assert sealed is not None
        return sealed

    @writes
    def _copy_ballots(self, session: Session, event_id: str, round_id: str) -> None:
        """Sorted by content and, among the same, by keys that nothing else has ever had."""
        hold(session, BOX, event_id)
        if session.get(SealingRow, round_id) is not None:
            return
        ballots = _ballots(session, StagedBallotRow, round_id)
        made = seal(ballots, _fresh_salt)
        rows = [
            {
                "round_id": round_id,
                "key": _fresh_key(),
                "event_id": event_id,
                "voter_group": each.group,
                "choice": each.choice,
            }
            for each in ballots
        ]
        if rows:
            session.execute(insert(BallotRow), rows)
        session.add(
            SealingRow(
                round_id=round_id,
                event_id=event_id,
                step=COPIED,
                voted=made.voted,
                salt=made.whole.salt,
                digest=made.whole.digest,
                groups={name: [each.salt, each.digest] for name, each in made.groups.items()},
            )
        )

    @writes
    def _copy_register(self, session: Session, event_id: str, round_id: str) -> None:
        hold(session, BOX, event_id)
        if _step(session, round_id) != COPIED:
            return
        staged = select(StagedVoterRow.voter_id).where(StagedVoterRow.round_id == round_id)
        rows = [
            {"round_id": round_id, "voter_id": voter_id, "event_id": event_id}
            for voter_id in sorted(session.scalars(staged))
        ]
        if rows:
            session.execute(insert(BallotVoterRow), rows)
        _advance(session, round_id, REGISTERED)

    def _wipe(self, event_id: str, round_id: str) -> None:
        """Staging of this round is gone from the disk as far as a database can see to it."""
        if self._empty(event_id, round_id):
            self.database.scrub()
            self._wiped(event_id, round_id)

    @writes
    def _empty(self, session: Session, event_id: str, round_id: str) -> bool:
        """Whether there was anything to do. On PostgreSQL this is all of it."""
        hold(session, BOX, event_id)
        if _step(session, round_id) != REGISTERED:
            return False
        if session.get_bind().dialect.name == "postgresql":
            _truncate_but_for_others(session, round_id)
            _advance(session, round_id, WIPED)
            return False
        for table in STAGING:
            session.execute(delete(table).where(table.round_id == round_id))
        return True

    @writes
    def _wiped(self, session: Session, event_id: str, round_id: str) -> None:
        hold(session, BOX, event_id)
        _advance(session, round_id, WIPED)


def _register(session: Session, firsts: Collection[PendingBallot]) -> list[tuple[str, str]]:
    """Enter the voters; (round, voter) of those who were not in the register before."""
    if not firsts:
        return []
    rows = sorted((each.round_id, each.voter_id, each.event_id) for each in firsts)
    entering = upsert(session, StagedVoterRow).on_conflict_do_nothing()
    entered = session.execute(
        entering.returning(StagedVoterRow.round_id, StagedVoterRow.voter_id),
        [{"round_id": of, "voter_id": who, "event_id": event} for of, who, event in rows],
    )
    return [(round_id, voter_id) for round_id, voter_id in entered]


def _staged(pending: PendingBallot) -> dict[str, object]:
    return {
        "round_id": pending.round_id,
        "key": _fresh_key(),
        "event_id": pending.event_id,
        "voter_group": pending.group,
        "choice": pending.choice,
    }


def _ballots(
    session: Session, table: type[BallotRow | StagedBallotRow], round_id: str
) -> tuple[Ballot, ...]:
    """Sorted by content."""
    found = session.execute(
        select(table.choice, table.voter_group).where(table.round_id == round_id)
    )
    ballots = (Ballot(choice, group) for choice, group in found)
    return tuple(sorted(ballots, key=lambda each: (each.group, each.line)))


def _step(session: Session, round_id: str) -> int | None:
    return session.scalar(select(SealingRow.step).where(SealingRow.round_id == round_id))


def _advance(session: Session, round_id: str, step: int) -> None:
    session.execute(update(SealingRow).where(SealingRow.round_id == round_id).values(step=step))


def _truncate_but_for_others(session: Session, round_id: str) -> None:
    """Rounds that are open on other floors keep their ballots, in files that never held ours.

    The lock comes first: whoever commits a ballot waits for it, so that none is lost in between.
    The others' rows now share one transaction and stand in the order of their random keys and of
    their voters' ids.
    """
    kept: list[tuple[type[StagedVoterRow | StagedBallotRow], list[dict[str, object]]]] = []
    names = ", ".join(table.__tablename__ for table in STAGING)
    session.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
    for table in STAGING:
        columns = table.__table__.columns
        others = session.execute(select(*columns).where(table.round_id != round_id))
        rows = [dict(row) for row in others.mappings()]
        kept.append((table, sorted(rows, key=lambda row: (row["round_id"], _own_key(row)))))
    session.execute(text(f"TRUNCATE {names}"))
    for table, rows in kept:
        if rows:
            session.execute(insert(table), rows)


def _own_key(row: dict[str, object]) -> object:
    return row.get("key") or row.get("voter_id")


def _sealing(row: SealingRow) -> Sealing:
    groups = {name: Seal(*pair) for name, pair in row.groups.items()}
    return Sealing(row.voted, Seal(row.salt, row.digest), groups)
