"""The ballot box: one vote each, and after the close no way from a ballot to its voter."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from quizapp.domain.ballots import Ballot, Cast, PendingBallot, digest_of
from quizapp.domain.errors import Conflict, NotSaved
from quizapp.domain.live import events as ev
from quizapp.domain.stored import Moved
from quizapp.storage import ballots as box
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.ballots import SqlBallots
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.log import SqlLog
from tests.storage import samples
from tests.storage.sqlite_file import path_of


def ballot(voter: str, choice: Any = "a", **changes: Any) -> PendingBallot:
    values: dict[str, Any] = {"event_id": "E", "seq": 0, "round_id": "R", "group": ""}
    return PendingBallot(voter_id=voter, choice=choice, **{**values, **changes})


@pytest.fixture
def ballots(database: Database, other_event: SqlEvents) -> SqlBallots:
    return SqlBallots(database)


FRESH, ALREADY = Cast(already=False), Cast(already=True)


def test_voter_votes_once_and_the_first_ballot_stands(ballots: SqlBallots) -> None:
    assert ballots.commit([ballot("v", "a"), ballot("w", "b")]) == [FRESH, FRESH]
    assert ballots.commit([ballot("w", "a"), ballot("x", "b")]) == [ALREADY, FRESH]
    assert ballots.commit([ballot("y", "c"), ballot("y", "d")]) == [FRESH, ALREADY]
    assert ballots.commit([ballot("v", "c", round_id="S")]) == [FRESH]
    assert ballots.voters("R") == {"v", "w", "x", "y"}
    assert ballots.has_voted("R", "x")
    assert not ballots.has_voted("S", "x")
    assert ballots.seal("E", "R").voted == 4
    assert [each.choice for each in ballots.ballots("R")] == ["a", "b", "b", "c"]


def test_ballot_against_an_older_state_is_not_taken(
    ballots: SqlBallots, database: Database
) -> None:
    SqlLog(database).append("E", samples.entries(samples.blank(1), samples.blank(2)), None)
    late = ballot("v", seq=1)
    outcomes = ballots.commit([late, ballot("w", seq=2), ballot("v", event_id="gone", seq=9)])
    assert outcomes == [Moved(), FRESH, Moved()]
    assert ballots.commit([]) == []
    assert ballots.commit([late]) == [Moved()]
    assert ballots.voters("R") == {"w"}


def test_nothing_is_counted_before_the_box_is_sealed(ballots: SqlBallots) -> None:
    ballots.commit([ballot("v", "a", group="Asia"), ballot("w", "b", group="Europe")])
    assert (ballots.sealing("R"), ballots.ballots("R")) == (None, ())
    sealed = ballots.seal("E", "R")
    assert ballots.sealing("R") == sealed
    assert sealed.whole.digest == digest_of(sealed.whole.salt, ['"b"', '"a"'])
    assert len(sealed.whole.salt) == 43
    assert sealed.groups.keys() == {"Asia", "Europe"}
    assert ballots.ballots("R") == (Ballot("a", "Asia"), Ballot("b", "Europe"))
    assert ballots.seal("E", "R") == sealed, "done once"
    assert ballots.voters("R") == {"v", "w"}
    assert ballots.commit([ballot("v", "b")]) == [FRESH], "only the log's head keeps it out"


def test_empty_box_is_sealed_too(ballots: SqlBallots) -> None:
    assert ballots.seal("E", "R").voted == 0
    assert ballots.ballots("R") == ()


def test_register_counts_as_answers_for_undo(ballots: SqlBallots, database: Database) -> None:
    ballots.commit([ballot("v"), ballot("w"), ballot("v", round_id="S")])
    assert SqlAnswers(database).counts(["R", "S", "T"]) == {"R": 2, "S": 1}
    ballots.seal("E", "R")
    assert SqlAnswers(database).counts(["R", "S", "T"]) == {"R": 2, "S": 1}
    withdrawn = samples.entries(ev.RoundWithdrawn(at=1, round_id="S"))
    with pytest.raises(Conflict):
        SqlLog(database).append("E", withdrawn, None, {"S"})


def test_another_open_round_keeps_its_ballots(ballots: SqlBallots) -> None:
    """On another floor, or in another event."""
    for number in range(9):
        ballots.commit([ballot(f"v{number}", "ab"[number % 2])])
        ballots.commit([ballot(f"v{number}", "cd"[number % 2], round_id="S", event_id="F")])
    ballots.seal("E", "R")
    ballots.commit([ballot("late", "e", round_id="S", event_id="F")])
    assert ballots.seal("F", "S").voted == 10
    assert "".join(str(each.choice) for each in ballots.ballots("S")) == "cccccdddde"
    assert "".join(str(each.choice) for each in ballots.ballots("R")) == "aaaaabbbb"


def test_deleted_event_takes_its_ballots_along(ballots: SqlBallots, other_event: SqlEvents) -> None:
    ballots.commit([ballot("v"), ballot("w", round_id="S")])
    ballots.seal("E", "R")
    other_event.delete("E")
    assert (*ballots.voters("R"), *ballots.voters("S")) == ()
    assert ballots.sealing("R") is None


# ---- a kill at each step -------------------------------------------------------------------

STEPS = (None, "_copy_ballots", "_copy_register", "_empty", "_wiped")


@pytest.mark.parametrize("last", STEPS)
def test_kill_after_a_step_is_resumed_and_counted_once(
    ballots: SqlBallots,
    new_process: Callable[[], Database],
    monkeypatch: pytest.MonkeyPatch,
    last: str | None,
) -> None:
    """`last` is the step that was done when the process ended; None: not even the first."""
    for number in range(7):
        ballots.commit([ballot(f"v{number}", "ab"[number % 2])])
    with monkeypatch.context() as patch:
        killed_after(patch, last)
        # PostgreSQL has one step less: it wipes and notes it in one transaction.
        postgres = ballots.database.writer.dialect.name == "postgresql"
        if postgres and last == "_wiped":
            ballots.seal("E", "R")
        else:
            with pytest.raises(Killed):
                ballots.seal("E", "R")
    all_done = "_empty" if postgres else "_wiped"
    assert bool(ballots.ballots("R")) is (last in STEPS[STEPS.index(all_done) :])
    again = SqlBallots(new_process())
    sealed = again.seal("E", "R")
    assert sealed.voted == 7
    assert [each.choice for each in again.ballots("R")] == [*"aaaabbb"]
    assert sealed.whole.digest == digest_of(sealed.whole.salt, ['"a"'] * 4 + ['"b"'] * 3)
    assert again.voters("R") == {f"v{number}" for number in range(7)}
    for table in ("staged_ballot", "staged_voter"):
        assert rows_in_table(again.database, table) == 0


def killed_after(patch: pytest.MonkeyPatch, last: str | None) -> None:
    step = last or str(STEPS[1])
    real = getattr(SqlBallots, step)

    def killed(self: SqlBallots, event_id: str, round_id: str) -> None:
        if last is not None:
            real(self, event_id, round_id)
        raise Killed

    patch.setattr(SqlBallots, step, killed)


def rows_in_table(database: Database, table: str) -> int:
    count = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - a test's own
    return int(database.read(lambda session: session.scalar(count)) or 0)


class Killed(BaseException):
    """The process ends here."""


# ---- the disk --------------------------------------------------------------------------------


def test_log_that_a_reader_holds_on_to_is_no_wiped_log(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as an old page may be in the write-ahead log, nothing is counted."""
    SqlEvents(sqlite_database).create(samples.plan(), "E", "123456", "screen")
    ballots = SqlBallots(sqlite_database)
    ballots.commit([ballot("v")])
    sqlite_database.write(lambda session: session.execute(text("PRAGMA busy_timeout=1")))
    with sqlite_database.readers.connect() as reader:
        reader.execute(text("SELECT count(*) FROM staged_ballot")).all()
        with pytest.raises(NotSaved):
            ballots.seal("E", "R")
    assert ballots.sealing("R") is None
    assert ballots.seal("E", "R").voted == 1


def files_of(database: Database) -> bytes:
    """Every byte that SQLite has of it: the database, the write-ahead log, the shared memory."""
    path = path_of(database)
    beside = [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]
    return b"".join(each.read_bytes() for each in beside if each.exists())


def test_files_of_sqlite_hold_no_way_from_a_ballot_to_its_voter(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One ballot a transaction, then every byte is read."""
    SqlEvents(sqlite_database).create(samples.plan(), "E", "123456", "screen")
    ballots = SqlBallots(sqlite_database)
    keys: list[str] = []
    real = box._fresh_key

    def noted() -> str:
        keys.append(real())
        return keys[-1]

    monkeypatch.setattr(box, "_fresh_key", noted)
    voters = [f"VOTER-{number:02}-{random.random()}" for number in range(40)]
    random.shuffle(voters)
    for voter in voters:
        ballots.commit([ballot(voter, f"CHOICE-{random.choice('ab')}")])
    staged = tuple(keys)
    assert all(key.encode() in files_of(sqlite_database) for key in staged), "there is what to find"
    ballots.seal("E", "R")
    left = files_of(sqlite_database)
    assert len(keys) == 80
    assert not [key for key in staged if key.encode() in left]
    assert all(left.count(key.encode()) == 1 for key in keys[40:])
    assert all(left.count(voter.encode()) == 1 for voter in voters), "in the register alone"
    assert left.count(b"CHOICE-") == 40
    assert_apart(left, voters)
    wal = path_of(sqlite_database).with_name(path_of(sqlite_database).name + "-wal")
    assert pages_with_both(wal.read_bytes() if wal.exists() else b"", voters) == []


def assert_apart(left: bytes, voters: list[str]) -> None:
    """No page holds a voter and a ballot."""
    assert pages_with_both(left, voters) == []


def pages_with_both(data: bytes, voters: list[str], page: int = 4096) -> list[int]:
    starts = range(0, len(data), page)
    names = [each.encode() for each in voters]
    return [
        at
        for at in starts
        if b"CHOICE-" in data[at : at + page]
        and any(each in data[at : at + page] for each in names)
    ]


# ---- places and transactions, over many rounds -------------------------------------------------

RUNS, VOTERS = 20, 16


def test_place_and_transaction_of_a_ballot_say_nothing_of_when_or_who(
    ballots: SqlBallots, database: Database
) -> None:
    """Paired up by place with the order of casting, or of voters, ballots fit as chance would have.

    A box that kept an order would give the whole of it: every pair would fit.
    """
    rng = random.Random(17)
    postgres = database.writer.dialect.name == "postgresql"
    with_time, with_voter = [], []
    for run in range(RUNS):
        order = list(range(VOTERS))
        rng.shuffle(order)
        cast = {number: "ab"[rng.random() < 0.5] for number in order}
        round_id = f"run-{run}"
        for number in order:
            ballots.commit([ballot(f"{number:02}", cast[number], round_id=round_id)])
        staged = staged_places(database, round_id)
        ballots.seal("E", round_id)
        final = final_places(database, round_id)
        assert [choice for _, choice in final] == sorted(cast.values()) or not postgres
        assert not {key for key, _ in staged} & {key for key, _ in final}
        # What a reader of the files could pair up: the n-th of this place, the n-th of that one.
        with_time += [
            float(choice == cast[number]) for (_, choice), number in zip(final, order, strict=True)
        ]
        with_voter += [
            float(choice == cast[number])
            for (_, choice), number in zip(final, sorted(order), strict=True)
        ]
        if postgres:
            one_transaction_each(database, round_id)
    guesses = RUNS * VOTERS
    # Five standard deviations around a half, and what the more frequent content of a round adds.
    bound = 0.5 + 5 * (0.25 / guesses) ** 0.5 + 0.05
    assert sum(with_time) / guesses < bound
    assert sum(with_voter) / guesses < bound


def staged_places(database: Database, round_id: str) -> list[tuple[str, str]]:
    return _places(database, "staged_ballot", round_id)


def final_places(database: Database, round_id: str) -> list[tuple[str, str]]:
    """(key, choice) as they lie in the table."""
    return _places(database, "ballot", round_id)


def _places(database: Database, table: str, round_id: str) -> list[tuple[str, str]]:
    at = "ctid" if database.writer.dialect.name == "postgresql" else "key"
    query = text(f"SELECT key, choice FROM {table} WHERE round_id = :r ORDER BY {at}")  # noqa: S608 - a test's own
    return database.read(
        lambda s: [(key, choice.strip('"')) for key, choice in s.execute(query, {"r": round_id})]
    )


def one_transaction_each(database: Database, round_id: str) -> None:
    """All ballots came in one transaction, all voters in another one."""

    def transactions(table: str) -> set[str]:
        query = text(
            f"SELECT DISTINCT CAST(xmin AS text) FROM {table} WHERE round_id = :r"  # noqa: S608
        )
        return database.read(lambda s: set(s.scalars(query, {"r": round_id})))

    ballots, voters = transactions("ballot"), transactions("ballot_voter")
    assert (len(ballots), len(voters)) == (1, 1)
    assert not ballots & voters
    assert not transactions("staged_ballot") | transactions("staged_voter")
