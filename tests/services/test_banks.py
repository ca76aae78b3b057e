"""Banks: drafts and versions, files taken in, and what the rounds say of a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import Imported
from quizapp.domain.errors import ActivityPlayed, ContentProblems, NotFound, QuestionChanged
from quizapp.domain.event import ActivityKind
from quizapp.domain.live.state import Phase
from quizapp.domain.pictures import PictureFile
from quizapp.domain.shelf import BankHead, Wanted
from quizapp.domain.statistics import LEAST_ANSWERS
from quizapp.domain.stored import ActivityPlan
from quizapp.domain.text import Json, LocalizedText
from quizapp.services.activities import Activities
from quizapp.services.banks import FRESH_MS, MOST_LAID_BY, PAGE, Banks, read_draft, slug_of
from tests.bank_fakes import FakeActivities, FakeBanks
from tests.hall import EVENT, Hall, choice, event, poll, quiz

HEAD = BankHead(LocalizedText.of({"fr": "L’éthique d’abord", "en": "Ethics"}), ("fr", "en"))


@pytest.fixture
def store() -> FakeBanks:
    return FakeBanks()


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


@pytest.fixture
def banks(hall: Hall, store: FakeBanks) -> Banks:
    return Banks(store, hall.live, hall.results, hall.clock, hall.stores.ids)


def content(prompt: str = "Which?", **fields: Json) -> dict[str, Json]:
    return {
        "type": "single_choice",
        "prompt": {"en": prompt},
        "options": [{"id": "a", "text": {"en": "One"}}, {"id": "b", "text": {"en": "Two"}}],
        **fields,
    }


# ---- writing --------------------------------------------------------------------------------


def test_a_bank_is_named_after_its_title(banks: Banks, store: FakeBanks) -> None:
    bank_id = banks.create(HEAD)
    assert store.heads[bank_id] == ("lethique-dabord", HEAD)
    assert slug_of("日本", "question") == "question"
    assert slug_of("word " * 20, "") == "word-word-word-word-word-word-word-word"


def test_a_save_makes_a_version_and_ends_the_draft(banks: Banks, store: FakeBanks) -> None:
    bank_id = banks.create(HEAD)
    banks.type(bank_id, "q", 0, content("Whi"), "ann")
    first = banks.save(bank_id, "q", 0, content(), "ann")
    second = banks.save(bank_id, "q", 1, content("Which one?"), "bob")
    assert (first.version, second.version, second.by) == (1, 2, "bob")
    assert second.question.slug == first.question.slug == "which"
    assert store.version("q", 1).prompt.get("en") == "Which?"
    assert store.kept == {}
    with pytest.raises(QuestionChanged):
        banks.save(bank_id, "q", 1, content("Mine"), "ann")
    with pytest.raises(ContentProblems):
        banks.save(bank_id, "q", 2, content(options=[]), "ann")
    with pytest.raises(NotFound):
        banks.question("another bank", "q")


def test_who_else_types_is_told(hall: Hall, banks: Banks) -> None:
    bank_id = banks.create(HEAD)
    alone = banks.type(bank_id, "q", 0, content("A"), "ann")
    assert (alone.latest, alone.others) == (None, ())
    both = banks.type(bank_id, "q", 0, content("B"), "bob")
    assert both.others == ("ann",)
    assert both.draft is not None
    assert both.draft.content == content("B")
    hall.clock.pass_ms(FRESH_MS + 1)
    assert banks.at_work(bank_id, "q", "bob").others == ()
    with pytest.raises(NotFound):
        banks.at_work("none", "q", "bob")


def test_a_copy_is_a_question_of_its_own(banks: Banks) -> None:
    bank_id = banks.create(HEAD)
    banks.save(bank_id, "q", 0, content(), "ann")
    copy_id = banks.duplicate(bank_id, "q", "bob")
    banks.save(bank_id, copy_id, 1, content("Another?"), "bob")
    prompts = [each.question.prompt.get("en") for each in banks.questions(bank_id)]
    assert prompts == ["Which?", "Another?"]
    assert banks.search(Wanted(words="another"), 1).total == 1
    assert banks.search(Wanted(), 2).questions == ()
    assert banks.whole(bank_id).questions[0].prompt.get("en") == "Which?"
    assert PAGE > 1


# ---- drafts ---------------------------------------------------------------------------------


def test_a_draft_is_shown_with_what_is_still_to_come() -> None:
    draft = {**content(options=[{"id": "a", "text": {}}, {"id": "b"}]), "prompt": {}}
    reading = read_draft(draft)
    assert {each.code for each in reading.problems} == {"empty_text", "missing"}
    assert reading.question is not None
    view = reading.question.public_view("en")
    assert view["prompt"] == "…"
    assert view["options"] == [{"id": "a", "text": "…"}, {"id": "b", "text": "…"}]


def test_a_draft_without_faults_is_the_question() -> None:
    reading = read_draft(content())
    assert reading.problems == ()
    assert reading.question is not None
    assert reading.question.prompt.get("en") == "Which?"


@pytest.mark.parametrize(
    "draft",
    [{}, content(options=[]), content(options="none"), {"type": "riddle"}, content(options=[3])],
)
def test_a_draft_that_can_not_be_shown_says_why(draft: dict[str, Json]) -> None:
    reading = read_draft(draft)
    assert reading.problems
    assert reading.question is None


# ---- files ----------------------------------------------------------------------------------


def imported(*slugs: str) -> Imported:
    picture = PictureFile("ab" * 16, 1, 1, b"pixels")
    questions = tuple(choice(slug) for slug in slugs)
    bank = Bank("file", HEAD.title, HEAD.languages, questions, "CC0", "Ada", (picture,))
    return Imported("yaml", bank, ())


def test_a_file_waits_until_it_is_confirmed(banks: Banks, store: FakeBanks) -> None:
    key = banks.lay_by("ann", imported("q1", "q2"))
    assert store.heads == {}
    with pytest.raises(NotFound):
        banks.laid_by("bob", key)
    found = banks.laid_by("ann", key)
    bank_id = banks.take_in(found.bank, None, "ann")
    assert store.heads[bank_id] == ("file", BankHead(HEAD.title, HEAD.languages, "CC0", "Ada"))
    assert len(store.pictures) == 1
    banks.take_in(found.bank, bank_id, "bob")
    assert [each.by for each in banks.questions(bank_id)] == ["ann", "ann", "bob", "bob"]


def test_files_that_nobody_confirms_are_forgotten(banks: Banks) -> None:
    first = banks.lay_by("ann", imported("q"))
    for _ in range(MOST_LAID_BY):
        banks.lay_by("ann", imported("q"))
    with pytest.raises(NotFound):
        banks.laid_by("ann", first)


# ---- figures --------------------------------------------------------------------------------


def play(hall: Hall, right: int, wrong: int, questions: int = 3) -> None:
    """So many are right in all questions, and so many in none."""
    people = hall.join(*(f"Person {n}" for n in range(right + wrong)))
    for _ in range(questions):
        hall.open_question()
        for index, person in enumerate(people):
            hall.answer(person, "a" if index < right else "b")
        hall.until(Phase.REVEALED)


def test_a_question_is_counted_from_the_rounds_that_count() -> None:
    quiz_of_three = quiz(choice("one"), choice("two"), choice("three"))
    with Hall(event(quiz_of_three, poll(choice("four")))) as hall:
        store = FakeBanks(asked={EVENT: frozenset({"one", "four"})})
        banks = Banks(store, hall.live, hall.results, hall.clock, hall.stores.ids)
        play(hall, right=LEAST_ANSWERS // 2, wrong=LEAST_ANSWERS // 2)
        figures = banks.figures(["one", "never"])
        assert (figures["never"].asked, figures["never"].share_right) == (0, None)
        one = figures["one"]
        assert (one.asked, one.answered, one.share_right) == (1, LEAST_ANSWERS, 0.5)
        assert one.discrimination == pytest.approx(1)
        assert banks.figures(["four"])["four"].asked == 0


def test_a_rehearsal_says_nothing_of_a_question() -> None:
    with Hall(replace(event(quiz(choice("one"))), rehearsal_of="another")) as hall:
        store = FakeBanks(asked={EVENT: frozenset({"one"})})
        banks = Banks(store, hall.live, hall.results, hall.clock, hall.stores.ids)
        play(hall, right=1, wrong=0, questions=1)
        assert banks.figures(["one"])["one"].asked == 0


# ---- activities -----------------------------------------------------------------------------


def plan(**changes: object) -> ActivityPlan:
    made = ActivityPlan(
        slug="quiz",
        kind=ActivityKind.QUIZ,
        title=LocalizedText.of({"en": "Quiz"}),
        item="",
        questions=(),
        scoring="accuracy",
        results="close",
        ranking="each",
        ask_s=5,
        time_limit_s=20,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_an_edit_of_activities_is_announced(hall: Hall) -> None:
    store = FakeActivities()
    activities = Activities(store, hall.live, hall.stores.ids)
    seq = hall.state.seq
    written = activities.put(EVENT, None, plan(), [("q", 1)], "ann")
    assert store.rows[written][2] == (("q", 1),)
    assert activities.put(EVENT, written, plan(time_limit_s=30), [("q", 2)], "ann") == written
    assert activities.time_limit_s(written) == 30
    activities.order(EVENT, [written], "ann")
    activities.delete(EVENT, written, "ann")
    assert (store.rows, store.ordered) == ({}, [written])
    assert hall.state.seq == seq + 4


def test_an_activity_that_was_played_stays(hall: Hall) -> None:
    activities = Activities(
        FakeActivities({"quiz": (EVENT, plan(), ())}), hall.live, hall.stores.ids
    )
    hall.open_question("quiz")
    with pytest.raises(ActivityPlayed):
        activities.delete(EVENT, "quiz", "ann")
