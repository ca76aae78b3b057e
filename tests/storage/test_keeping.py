"""What is deleted is gone from the files, what was decided stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from quizapp.domain.errors import NotFound
from quizapp.domain.keeping import DueDates, Keeping, Kept
from quizapp.domain.text import LocalizedText
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.keeping import SqlKeeping
from quizapp.storage.participants import SqlParticipants
from tests.storage import samples
from tests.storage.test_ballots import files_of

KEPT = Kept("E", "isc", LocalizedText.of({"en": "Meeting"}), 1_519_900_000_000)


@pytest.fixture
def keeping(database: Database, other_event: SqlEvents) -> SqlKeeping:
    SqlParticipants(database).join([samples.join("v", "Zoe-Nameless"), samples.join("w", "Ben")])
    SqlAnswers(database).commit([samples.answer("P-v")])
    return SqlKeeping(database)


def test_dates_come_back_and_may_be_changed(keeping: SqlKeeping) -> None:
    assert keeping.dates("E") == Keeping()
    wanted = Keeping(date(2018, 4, 1), date(2019, 1, 31))
    keeping.set_dates("E", wanted)
    assert keeping.dates("E") == wanted
    assert keeping.all_dates() == (DueDates("E", "Europe/Brussels", wanted),)
    keeping.set_dates("E", Keeping())
    assert keeping.dates("E") == Keeping()
    with pytest.raises(NotFound):
        keeping.set_dates("?", wanted)


def test_names_go_and_everything_else_stays(keeping: SqlKeeping, database: Database) -> None:
    keeping.delete_names("E")
    people = SqlParticipants(database).all("E")
    assert [(each.number, each.name) for each in people] == [(1, ""), (2, "")]
    assert SqlAnswers(database).counts(["R"]) == {"R": 1}
    names = database.read(lambda s: list(s.scalars(text("SELECT name_key FROM participant"))))
    assert names == ["", ""], "the folded name would tell it, too"
    if database.writer.dialect.name == "sqlite":
        assert b"Zoe-Nameless" not in files_of(database)
        assert b"zoe-nameless" not in files_of(database)


def test_event_makes_way_for_its_record(keeping: SqlKeeping, database: Database) -> None:
    keeping.delete_event(KEPT, '{"the": "record"}')
    assert SqlEvents(database).id_by_slug("isc") is None
    assert keeping.kept() == (KEPT,)
    assert keeping.kept_record("E") == '{"the": "record"}' == keeping.kept_by_slug("isc")
    assert keeping.kept_by_slug("other") is None
    with pytest.raises(NotFound):
        keeping.delete_event(KEPT, "")
    with pytest.raises(NotFound):
        keeping.kept_record("F")
    if database.writer.dialect.name == "sqlite":
        assert b"Zoe-Nameless" not in files_of(database)
