"""Reading on from a mark: nothing that others write is missed, whenever they commit."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import insert

from quizapp.domain.stored import Presence
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.log import SqlLog
from quizapp.storage.participants import SqlParticipants
from quizapp.storage.presence import SqlPresence
from quizapp.storage.tables import ParticipantRow
from tests.storage import samples
from tests.storage.samples import answer, join


def test_only_what_came_since_is_read_again(
    backend: str, database: Database, event: SqlEvents
) -> None:
    answers = SqlAnswers(database)
    answers.commit([answer("v"), answer("w")])
    first, mark = answers.changed("R", "")
    assert {each.voter_id for each in first} == {"v", "w"}
    answers.commit([answer("x"), answer("w", "b", number=2)])
    news, _ = answers.changed("R", mark)
    assert {(each.voter_id, each.number) for each in news} >= {("x", 1), ("w", 2)}
    if backend == "postgresql":
        assert len(news) == 2
    assert answers.changed("another", "")[0] == ()


def test_what_was_under_way_at_the_mark_is_read_after_its_commit(
    backend: str, database: Database, event: SqlEvents, new_process: Callable[[], Database]
) -> None:
    people = SqlParticipants(database)
    if backend == "sqlite":  # one process, and a mark of nothing
        people.join([join("1")])
        assert [each.id for each in people.changed("E", people.changed("E", "")[1])[0]] == ["P-1"]
        return
    slow = new_process()
    with slow.writer.connect() as connection, connection.begin() as transaction:
        row = {"id": "P-slow", "event_id": "E", "number": 99, "token_hash": "h", "name": ""}
        row |= {"name_key": "", "language": "en", "joined_at": 1, "has_left": False, "seed": 1}
        connection.execute(insert(ParticipantRow), [row])
        for n in "234":  # others overtake it
            people.join([join(n)])
        seen, mark = people.changed("E", "")
        assert [each.id for each in seen] == ["P-2", "P-3", "P-4"]
        transaction.commit()
    assert "P-slow" in {each.id for each in people.changed("E", mark)[0]}


def test_presence_and_heads_are_read_on(database: Database, other_event: SqlEvents) -> None:
    SqlParticipants(database).join([join("1")])
    presence, log = SqlPresence(database), SqlLog(database)
    _, mark = presence.changed("E", "")
    here = Presence("P-1", connected=True, since=50, worker_id="one")
    presence.save([("E", here)])
    assert presence.changed("E", mark)[0] == (here,)
    log.append("E", samples.entries(*[samples.blank()] * 3), None)
    assert log.heads(["E", "F", "deleted"]) == {"E": 3, "F": 0}
