"""Banks on both databases: what is found, what is written, and what may not be overwritten."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import text

from quizapp.domain.accounts import Account
from quizapp.domain.bank import Bank, read_question
from quizapp.domain.errors import BankInUse, NotFound, QuestionChanged
from quizapp.domain.live import events as ev
from quizapp.domain.live.rules import Rules
from quizapp.domain.pictures import PictureFile
from quizapp.domain.shelf import BankHead, Draft, Intake, PutQuestion, Shelved, Wanted
from quizapp.domain.text import Json, LocalizedText
from quizapp.storage import schema
from quizapp.storage.accounts import SqlAccounts
from quizapp.storage.bank_store import SqlBanks
from quizapp.storage.columns import to_json
from quizapp.storage.db import Database, open_database
from quizapp.storage.events import SqlEvents
from quizapp.storage.log import SqlLog
from quizapp.storage.pictures import SqlPictures
from tests.storage import samples
from tests.storage.racing import at_once

HEAD = BankHead(LocalizedText.of({"en": "Mine"}), ("en", "fr"), "CC0-1.0", "Somebody")


@pytest.fixture
def banks(database: Database) -> SqlBanks:
    """Two accounts, and the empty bank `B`."""
    accounts = SqlAccounts(database)
    for key, name in (("ann", "Ann"), ("bob", "Bob")):
        accounts.create(Account(key, name, administrator=False))
    store = SqlBanks(database)
    store.create("B", "mine", HEAD)
    return store


def put(
    question_id: str,
    expected: int = 0,
    account_id: str = "ann",
    slug: str = "question",
    **fields: Json,
) -> PutQuestion:
    question = read_question(samples.question(slug, **fields))  # type: ignore[arg-type]
    return PutQuestion("B", question_id, expected, question, account_id, 1000)


def add(store: SqlBanks, *ids: str) -> None:
    store.take_in(Intake("B", "", None, tuple(put(each) for each in ids)))


def found(store: SqlBanks, **wanted: object) -> list[str]:
    return [each.id for each in store.search(Wanted(**wanted), 50, 0).questions]  # type: ignore[arg-type]


def one(store: SqlBanks, question_id: str) -> Shelved:
    (question,) = store.questions([question_id])
    return question


def test_a_bank_is_listed_with_what_it_says_of_itself(banks: SqlBanks) -> None:
    banks.put(put("q1"))
    banks.create("C", "mine", HEAD)
    assert [(each.id, each.slug, each.questions) for each in banks.banks()] == [
        ("B", "mine", 1),
        ("C", "mine-2", 0),
    ]
    banks.change("C", BankHead(LocalizedText.of({"fr": "Autre"}), ("fr",)))
    assert banks.bank("C").head == BankHead(LocalizedText.of({"fr": "Autre"}), ("fr",))
    with pytest.raises(NotFound):
        banks.bank("none")
    with pytest.raises(NotFound):
        banks.change("none", HEAD)


def test_a_change_makes_a_version_and_leaves_the_one_before(banks: SqlBanks) -> None:
    assert banks.put(put("q1", prompt="Which?")) == 1
    assert banks.put(put("q1", 1, "bob", slug="another", prompt="Which one?")) == 2
    assert banks.put(put("q1", 2, prompt="Which one?")) == 2, "the same again is no version"
    latest = one(banks, "q1")
    assert (latest.version, latest.by, latest.at, latest.position) == (2, "Bob", 1000, 0)
    assert latest.question.slug == "question", "the name in the bank stays"
    assert latest.question.prompt.get("en") == "Which one?"
    assert banks.version("q1", 1).prompt.get("en") == "Which?"
    with pytest.raises(NotFound):
        banks.version("q1", 3)


def test_nothing_is_overwritten_that_somebody_else_has_written(banks: SqlBanks) -> None:
    banks.put(put("q1"))
    banks.put(put("q1", 1, "bob", prompt="Bob's"))
    with pytest.raises(QuestionChanged) as refused:
        banks.put(put("q1", 1, prompt="Ann's"))
    assert refused.value.details == {"version": 2, "by": "Bob"}
    assert one(banks, "q1").question.prompt.get("en") == "Bob's"
    with pytest.raises(NotFound):
        banks.put(put("gone", 3))


def test_of_two_who_save_at_once_one_is_told(banks: SqlBanks) -> None:
    banks.put(put("q1"))

    def save(account_id: str) -> str:
        try:
            return str(banks.put(put("q1", 1, account_id, prompt=account_id)))
        except QuestionChanged:
            return "told"

    outcomes = at_once(lambda: save("ann"), lambda: save("bob"))
    assert set(outcomes) == {"2", "told"}


def test_a_file_is_taken_in_whole_or_not_at_all(banks: SqlBanks, database: Database) -> None:
    picture = PictureFile("ab" * 16, 1, 1, b"pixels")
    with pytest.raises(NotFound):
        banks.take_in(Intake("C", "file", HEAD, (put("q1"), put("q2", 7)), (picture,)))
    with pytest.raises(NotFound):
        banks.take_in(Intake("none", "file", None, ()))
    assert [each.id for each in banks.banks()] == ["B"]
    assert SqlPictures(database).get(picture.id) is None
    banks.take_in(Intake("C", "mine", HEAD, (), (picture,)))
    assert banks.bank("C").slug == "mine-2"
    assert SqlPictures(database).get(picture.id) == picture
    add(banks, "q1", "q2")
    assert [one(banks, each).question.slug for each in ("q1", "q2")] == ["question", "question-2"]


def test_questions_are_found_in_all_languages_whatever_the_accents(banks: SqlBanks) -> None:
    banks.put(put("q1", prompt="The Ethics officer", tags=["post 2018", "ethics"], difficulty=2))
    banks.put(
        put("q2", prompt="Rotation", explanation={"ar": "النزاهة", "fr": "L’Éthique à 100 %"})
    )
    assert found(banks, words="ETHIQUE") == ["q2"]
    assert found(banks, words="éthic") == ["q1"]
    assert found(banks, words="officer lequel two") == ["q1"]
    assert found(banks, words="النّزاهة") == ["q2"]
    assert found(banks, words="officer rotation") == []
    assert found(banks, words="post 2018") == ["q1"]
    assert found(banks, tag="ethics") == ["q1"]
    assert found(banks, tag="eth") == []
    assert found(banks, difficulty=2) == ["q1"]
    assert found(banks, language="fr", type="single_choice", bank_id="B") == ["q1", "q2"]
    assert found(banks, language="ar") == []
    assert found(banks, type="ordering") == []
    assert banks.tags() == ("ethics", "post 2018")
    page = banks.search(Wanted(), 1, 1)
    assert (page.total, [each.id for each in page.questions]) == (2, ["q2"])


def test_an_archived_question_is_hidden_and_comes_back(banks: SqlBanks) -> None:
    add(banks, "q1", "q2")
    banks.archive("q1", True)
    assert (found(banks), found(banks, archived=True)) == (["q2"], ["q1"])
    assert banks.bank("B").questions == 1
    banks.archive("q1", False)
    assert found(banks) == ["q1", "q2"]
    with pytest.raises(NotFound):
        banks.archive("none", True)


def test_an_order_holds_and_who_came_meanwhile_stays_behind(banks: SqlBanks) -> None:
    add(banks, "q1", "q2", "q3")
    banks.order("B", ["q3", "q1"])
    assert found(banks) == ["q3", "q1", "q2"]
    banks.put(put("q4"))
    assert found(banks) == ["q3", "q1", "q2", "q4"]
    with pytest.raises(NotFound):
        banks.order("B", ["q1", "made up"])
    assert found(banks) == ["q3", "q1", "q2", "q4"]


def test_a_draft_is_kept_until_it_is_saved_or_dropped(banks: SqlBanks) -> None:
    draft = Draft("q1", "B", "ann", 0, {"prompt": {"en": "half"}}, 5)
    banks.keep_draft(draft)
    banks.keep_draft(Draft("q1", "B", "ann", 0, {"prompt": {"en": "more"}}, 6))
    banks.keep_draft(Draft("q1", "B", "bob", 0, {}, 7))
    (mine, theirs) = banks.drafts(bank_id="B")
    assert (mine.by, mine.content, mine.at) == ("Ann", {"prompt": {"en": "more"}}, 6)
    assert theirs.by == "Bob"
    banks.put(put("q1"))
    assert [each.by for each in banks.drafts(question_id="q1")] == ["Bob"]
    banks.drop_draft("bob", "q1")
    banks.drop_draft("bob", "q1")
    assert banks.drafts() == ()
    with pytest.raises(NotFound):
        banks.keep_draft(Draft("q1", "none", "ann", 0, {}, 5))


def test_a_bank_that_is_used_stays(banks: SqlBanks, database: Database) -> None:
    events = SqlEvents(database)
    events.create(samples.plan(), "E", "123456", "screen")
    (bank,) = (each for each in banks.banks() if each.slug == "sample")
    ids = found(banks, bank_id=bank.id)
    (use, *others) = banks.uses(ids)
    assert (use.event_id, use.version, use.activity_title.get("en")) == ("E", 1, "The quiz")
    assert {each.question_id for each in (use, *others)} <= set(ids)
    with pytest.raises(BankInUse):
        banks.delete(bank.id)
    assert banks.events_asking(ids) == frozenset()
    banks.put(put("q1"))
    banks.delete("B")
    assert [each.id for each in banks.banks()] == [bank.id]
    with pytest.raises(NotFound):
        banks.delete("B")


def test_a_bank_that_was_asked_stays(banks: SqlBanks, database: Database) -> None:
    SqlEvents(database).create(samples.plan(), "E", "123456", "screen")
    asked = ev.RoundAsked(
        at=1,
        round_id="R",
        floor_id="F",
        activity_id="A",
        run=1,
        position=0,
        question_id="q1",
        version=1,
        rules=Rules(graded=True),
    )
    SqlLog(database).append("E", samples.entries(asked), None)
    banks.put(put("q1"))
    assert banks.events_asking(found(banks, bank_id="B")) == {"E"}
    with pytest.raises(BankInUse):
        banks.delete("B")


def test_questions_of_before_are_found_after_the_migration(
    backend: str, request: pytest.FixtureRequest, tmp_path: object
) -> None:
    url = request.getfixturevalue("postgres").new_database() if backend == "postgresql" else None
    database = open_database(tmp_path, url)  # type: ignore[arg-type]
    schema.upgrade(database.writer, "0004")
    with database.writer.begin() as connection:
        connection.execute(
            text("INSERT INTO bank VALUES ('B', 'b', '{\"en\":\"B\"}', '[\"en\"]', '', '')")
        )
        connection.execute(text("INSERT INTO question VALUES ('q1', 'B', 'question', 0)"))
        content = put("q1", prompt="Éthique ?", tags=["a"], difficulty=3).question.to_dict()
        for version, written in ((1, {}), (2, content)):
            connection.execute(
                text("INSERT INTO question_version VALUES ('q1', :version, :content)"),
                {"version": version, "content": to_json(written)},
            )
    database.migrate()
    banks = SqlBanks(database)
    wanted = Wanted("ethique", "B", "single_choice", "a", "en", 3)
    (question,) = banks.search(wanted, 5, 0).questions
    assert (question.version, question.by, question.at) == (2, "", 0)
    database.close()


def test_banks_that_ship_come_once_and_never_over_what_somebody_made_of_them(
    banks: SqlBanks,
) -> None:
    number = count(1)
    question = read_question(samples.question("shipped", tags=["new"]))
    mine, other = (
        Bank(slug, HEAD.title, HEAD.languages, (question,)) for slug in ("mine", "other")
    )
    for _ in range(2):
        banks.add_missing([other, mine], lambda: f"id-{next(number)}")
    assert [(each.slug, each.questions) for each in banks.banks()] == [("mine", 0), ("other", 1)]
    assert found(banks, tag="new") == ["id-2"]
    assert banks.version("id-2", 1) == question


def test_a_picture_is_unnamed_once_no_version_and_no_draft_names_it(
    banks: SqlBanks, database: Database
) -> None:
    names = ("asked", "option", "draft", "nobody")
    ids = {each: f"{n}" * 32 for n, each in enumerate(names, start=1)}
    pictures = SqlPictures(database)
    pictures.put([PictureFile(each, 8, 6, b"RIFF") for each in ids.values()])
    shown: dict[str, Json] = {"alt": {"en": "A door", "fr": "Une porte"}, "width": 8, "height": 6}
    options = samples.question("x")["options"]
    assert isinstance(options, list)
    with_picture = [
        {"id": "c", "text": {"en": "Three"}, "picture": {"id": ids["option"], **shown}},
        *options,
    ]
    banks.put(put("q1", picture={"id": ids["asked"], **shown}))
    banks.put(put("q1", expected=1))
    banks.put(put("q2", slug="other", options=with_picture))
    banks.keep_draft(Draft("q3", "B", "ann", 0, {"picture": {"id": ids["draft"]}}, 5))

    assert pictures.unnamed() == {ids["nobody"]}
    assert pictures.drop_unnamed(set(ids.values())) == 1
    assert pictures.get(ids["nobody"]) is None
    assert all(pictures.get(ids[each]) for each in names[:-1])
    banks.drop_draft("ann", "q3")
    assert pictures.unnamed() == {ids["draft"]}
    assert pictures.drop_unnamed(()) == 0
