from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from quizapp.domain.errors import NotFound
from quizapp.domain.qa import FloorQuestion, QaRules, QaSession, Standing, Upvote
from quizapp.domain.reactions import Beat, Reaction
from quizapp.services.floor_ports import FloorQuestionStore, ReactionStore
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.floor_questions import SqlFloorQuestions
from quizapp.storage.reactions import SqlReactions

RULES = QaRules(moderated=False, anonymous=False, upvotes=False, limit=7)
SESSION = QaSession("S", "E", "hall", None, RULES)
FIRST = FloorQuestion(
    id="Q1", session_id="S", text="Why?", asked_text="Why?", asked_at=60_000, name="Ada"
)
SECOND = replace(FIRST, id="Q2", name="", delegation="France", asked_at=0, labels=("tax", "law"))


@pytest.fixture
def store(database: Database, other_event: SqlEvents) -> FloorQuestionStore:
    return SqlFloorQuestions(database)


@pytest.fixture
def asked(store: FloorQuestionStore) -> FloorQuestionStore:
    store.open_session(SESSION)
    assert store.ask(FIRST, "k1")
    assert store.ask(SECOND, "k2")
    return store


def vote(store: FloorQuestionStore, *voters: str, question: str = "Q1", on: bool = True) -> None:
    assert all(store.vote([Upvote(question, each, on) for each in voters]))


def votes(store: FloorQuestionStore, *removed: str) -> dict[str, int]:
    return {each.id: each.votes for each in store.questions("S", removed)}


def test_there_is_one_session_for_each_floor_and_item(
    store: FloorQuestionStore, event: SqlEvents
) -> None:
    item = event.get("E").agenda[0].id
    about_item = replace(SESSION, id="T", item_id=item)
    assert store.open_session(SESSION) == "S"
    assert store.open_session(replace(SESSION, id="S2", rules=QaRules())) == "S"
    assert store.open_session(about_item) == "T"
    assert store.open_session(replace(SESSION, id="U", floor_id="annex")) == "U"
    assert (store.session("S"), store.session("S2")) == (SESSION, None)
    assert {each.id for each in store.sessions("E")} == {"S", "T", "U"}
    assert store.sessions("F") == ()
    store.set_rules("S", QaRules())
    assert store.session("S") == replace(SESSION, rules=QaRules())


def test_a_session_is_about_an_item_of_its_own_event(store: FloorQuestionStore) -> None:
    for wrong in (replace(SESSION, event_id="G"), replace(SESSION, item_id="none")):
        with pytest.raises(NotFound):
            store.open_session(wrong)
    with pytest.raises(NotFound):
        store.ask(FIRST, "k1")


def test_a_question_is_kept_once_for_its_key(asked: FloorQuestionStore) -> None:
    assert not asked.ask(replace(FIRST, id="Q3"), "k1")
    assert asked.questions("S") == (SECOND, FIRST)
    assert asked.by_keys(["k1", "k2", "k3"]) == {"k1": FIRST, "k2": SECOND}
    assert asked.by_keys([]) == {}


def test_changes_are_written_all_or_none_and_only_over_what_was_read(
    asked: FloorQuestionStore,
) -> None:
    approved = replace(FIRST, standing=Standing.APPROVED, text="Why not?", labels=("new",))
    assert asked.put([approved])
    assert not asked.put([replace(SECOND, text="Lost"), approved])
    assert asked.questions("S") == (SECOND, replace(approved, version=2))


def test_each_voter_counts_once_for_all_that_ask_the_same(asked: FloorQuestionStore) -> None:
    vote(asked, "ada", "ben", "ada")
    vote(asked, "ben", "cy", question="Q2")
    assert votes(asked) == {"Q1": 2, "Q2": 2}
    assert asked.put([replace(SECOND, merged_into="Q1")])
    assert votes(asked) == {"Q1": 3, "Q2": 0}
    assert votes(asked, "cy", "dee") == {"Q1": 2, "Q2": 0}
    vote(asked, "ada", on=False)
    vote(asked, "ada", on=False)
    assert votes(asked) == {"Q1": 2, "Q2": 0}


def test_the_last_word_of_a_voter_in_a_batch_counts(asked: FloorQuestionStore) -> None:
    batch = [Upvote("Q1", "ada", True), Upvote("gone", "ada", True), Upvote("Q1", "ada", False)]
    assert list(asked.vote(batch)) == [True, False, True]
    assert votes(asked)["Q1"] == 0


def test_who_withdraws_takes_the_votes_along_and_frees_what_was_merged(
    asked: FloorQuestionStore,
) -> None:
    vote(asked, "ada")
    assert asked.put([replace(SECOND, merged_into="Q1")])
    assert not asked.withdraw("Q1", version=9)
    assert asked.withdraw("Q1", version=1)
    assert not asked.withdraw("Q1", version=1)
    assert asked.questions("S") == (replace(SECOND, version=3),)


def test_turns_are_counted_a_participant(asked: FloorQuestionStore) -> None:
    assert all(asked.take_turn("S", "ada", 2) for _ in range(2))
    assert not asked.take_turn("S", "ada", 2)
    assert asked.take_turn("S", "ben", 2)
    assert asked.take_turn("S", "ada", 0)
    asked.give_turns("S", "ada", 2)
    assert asked.take_turn("S", "ada", 2)
    asked.give_turns("S", "ada", 50)
    asked.give_turns("S", "cy", 1)
    assert all(asked.take_turn("S", "ada", 2) for _ in range(2))
    asked.give_turns("gone", "ada", 1)


def test_a_settled_question_is_given_back_once(asked: FloorQuestionStore) -> None:
    assert asked.settle(["Q1", "gone"]) == 1
    assert asked.settle(["Q1", "Q2"]) == 1
    assert asked.settle([]) == 0


def test_no_row_of_a_question_leads_to_who_asked_it_nor_tells_their_order(
    asked: FloorQuestionStore, database: Database
) -> None:
    """Columns, order and the minute: what is on disk beside the words says nothing."""
    asked.take_turn("S", "ada", 3)
    with database.readers.connect() as connection:
        rows = connection.execute(text("SELECT * FROM floor_question")).mappings().all()
        assert {
            key for row in rows for key in row if "participant" in key or "voter" in key
        } == set()
        assert "ada" not in str(rows)
        assert {row["asked_at"] % 60_000 for row in rows} == {0}
        if database.readers.dialect.name == "sqlite":
            for table in ("floor_question", "floor_vote", "question_turn"):
                with pytest.raises(OperationalError):
                    connection.execute(text(f"SELECT rowid FROM {table}"))  # noqa: S608


def test_names_can_be_forgotten_without_the_questions(asked: FloorQuestionStore) -> None:
    asked.forget_names("F")
    assert asked.questions("S") == (SECOND, FIRST)
    asked.forget_names("E")
    assert {(each.name, each.delegation) for each in asked.questions("S")} == {("", "")}


def test_all_goes_with_the_event_and_a_session_outlives_its_item(
    asked: FloorQuestionStore, other_event: SqlEvents
) -> None:
    item = other_event.get("E").agenda[0].id
    asked.open_session(replace(SESSION, id="T", item_id=item))
    vote(asked, "ada")
    asked.take_turn("S", "ada", 1)
    other_event.delete("E")
    assert asked.sessions("E") == ()
    assert asked.questions("S") == ()


# ---- reactions ------------------------------------------------------------------------------


def beat(at: int, count: int, reaction: Reaction = Reaction.AGREE, event_id: str = "E") -> Beat:
    return Beat(event_id, "hall", at, reaction, count)


def test_reactions_add_up_in_their_ten_seconds(database: Database, other_event: SqlEvents) -> None:
    store: ReactionStore = SqlReactions(database)
    store.add([beat(0, 3), beat(0, 2), beat(0, 1, Reaction.APPLAUSE), beat(10_000, 4)])
    store.add([beat(0, 5), beat(0, 9, event_id="gone")])
    store.add([])
    assert store.of_event("E") == (
        beat(0, 10),
        beat(0, 1, Reaction.APPLAUSE),
        beat(10_000, 4),
    )
    assert store.recent("hall", 10_000) == (beat(10_000, 4),)
    assert store.recent("annex", 0) == ()
    other_event.delete("E")
    assert store.of_event("E") == ()
