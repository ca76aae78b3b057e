"""What the command line does with records of events: making one, checking one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quizapp.config import Settings
from quizapp.domain.errors import NotFound
from quizapp.domain.record import Record, VoteRecord, read_record, to_json
from quizapp.domain.record_check import Checked, Finding, check
from quizapp.importers.files import read_bytes
from quizapp.services.counting import Counting
from quizapp.services.live import Live
from quizapp.services.records import Records
from quizapp.services.results import Results
from quizapp.services.system import SystemClock
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.ballots import SqlBallots
from quizapp.storage.db import Database, open_database
from quizapp.storage.errors import DatabaseUnavailable
from quizapp.storage.events import SqlEvents
from quizapp.storage.keeping import SqlKeeping
from quizapp.storage.log import SqlLog

LARGEST_RECORD: Final = 256 * 1024 * 1024

WORDS: Final[Mapping[Finding, str]] = {
    Finding.CHAIN_HOLDS: "the log is unbroken: {0} entries, the last one is {1}",
    Finding.CHAIN_BROKEN: "the log was changed: entry {0} does not follow from the one before",
    Finding.EMPTY: "the log has no entries",
    Finding.HEAD_FOUND: "the check number is that of entry {0}",
    Finding.HEAD_MISSING: "no entry has the check number {0}",
    Finding.SEAL_HOLDS: "the ballots are those that were sealed at the close",
    Finding.SEAL_BROKEN: "the ballots are not those that were sealed at the close",
    Finding.NOT_IN_LOG: "this vote is not in the log",
    Finding.NOT_IN_VOTES: "the log has a sealed vote that the record leaves out",
    Finding.SEALED_ONLY: "sealed; figures were not published",
    Finding.SALT_WITHOUT_FIGURES: "salt and figures must be published together or not at all",
    Finding.UNDER_K: "figures are given that must not be: too few ballots, or not revealed",
    Finding.WITHHELD: "sealed; its figures were shown and are not in this file",
    Finding.GROUPS_HOLD: "the groups are those that were sealed",
    Finding.GROUPS_BROKEN: "the groups are not those that were sealed",
    Finding.FIGURES_HOLD: "the figures are those of the ballots",
    Finding.FIGURES_BROKEN: "the figures are not those of the ballots",
    Finding.TOO_MANY: "{0} votes were cast, and only {1} seats may vote",
    Finding.NOT_SEALED: "a named round: figures as shown, nothing seals them",
}
"""What the operator and anybody else with the file reads."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report of a check."""

    fault: bool
    text: str


def check_file(path: Path, head: str = "") -> tuple[Line, ...]:
    """Check a file without server or database. Raises `BadRecord`, `ContentProblems`."""
    record = read_record(read_bytes(path, LARGEST_RECORD))
    return tuple(_line(each, record) for each in check(record, head))


def _line(checked: Checked, record: Record) -> Line:
    details = checked.detail.split() if checked.finding is not Finding.HEAD_MISSING else []
    words = WORDS[checked.finding].format(*details or [checked.detail])
    about = _about(checked.round_id, record.votes)
    text = f"{about}: {words}" if about else words
    # The file may be anybody's: it shall not steer the terminal of who checks it.
    return Line(checked.fault, "".join(each if each.isprintable() else "?" for each in text))


def _about(round_id: str, votes: tuple[VoteRecord, ...]) -> str:
    """The question of the round, in one line; its id where the record has no question."""
    for each in votes:
        if each.round_id == round_id:
            prompt = each.prompt.get("en") or next(iter(each.prompt.values()), round_id)
            return f"“{' '.join(prompt.split())[:60]}”"
    return round_id


def export_record(settings: Settings, slug: str) -> bytes:
    """The record of an event, or of one that was deleted; also while the server runs.

    Raises `NotFound`, `DatabaseUnavailable`.
    """
    for database in _opened(settings):
        events, log, clock = SqlEvents(database), SqlLog(database), SystemClock()
        event_id = events.id_by_slug(slug)
        if event_id is None:
            kept = SqlKeeping(database).kept_by_slug(slug)
            if kept is None:
                raise NotFound(what=f"event {slug}")
            return kept.encode()
        answers, box = SqlAnswers(database), SqlBallots(database)
        live = Live(log, events, answers, clock, lambda: None)
        results = Results(answers, box, Counting(answers, box), live)
        return to_json(Records(log, live, results, clock).record(event_id))
    raise AssertionError


def _opened(settings: Settings) -> Iterator[Database]:
    database = open_database(settings.data_dir, settings.database_url)
    try:
        if not database.check_version():
            raise DatabaseUnavailable(reason="start the server once, then there is something in it")
        yield database
    finally:
        database.close()
