"""Accepting answers afterwards, and hiding, approving, grouping and lighting typed texts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import Question, read_question
from quizapp.domain.errors import (
    BadMessage,
    CannotAccept,
    NotFound,
    QuizappError,
    Stale,
    TextNotShown,
    WrongPhase,
)
from quizapp.domain.event import StoredAnswer
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.board import TextMark
from quizapp.domain.live.state import Phase, Round
from quizapp.domain.tallies import Texts
from quizapp.domain.text import Json
from quizapp.services.accepting import WrongAnswer, wrong_answers
from quizapp.services.results import result_of
from quizapp.services.texts import TextLook
from tests.hall import EVENT, MODERATOR, Hall, choice, event, poll, quiz, text

GONE = "gone"


def typed(slug: str, **changes: Json) -> Question:
    data: dict[str, Json] = {
        "slug": slug,
        "type": "short_text",
        "prompt": text(slug),
        "accepted": {"en": ["Arusha"]},
    }
    return read_question(data | changes)


def cards(slug: str, *, moderated: bool) -> Question:
    data: dict[str, Json] = {"slug": slug, "type": "open_text", "prompt": text(slug)}
    return read_question(data | {"moderated": moderated})


def words(slug: str) -> Question:
    return read_question({"slug": slug, "type": "word_cloud", "prompt": text(slug)})


@pytest.fixture
def hall() -> Iterator[Hall]:
    stage = event(
        quiz(typed("q1"), choice("q2")),
        poll(cards("p1", moderated=True), activity_id="moderated"),
        poll(words("p2"), activity_id="words"),
    )
    with Hall(stage) as made:
        yield made


def order(hall: Hall, command: cmd.Command) -> int:
    return hall.moderating.execute(EVENT, command, MODERATOR)


def accept(hall: Hall, key: str, on: Round | None = None) -> int:
    round_id = (on or hall.on_stage()).id
    return order(hall, cmd.AcceptAnswer(round_id=round_id, key=key))


def ask(hall: Hall, *answers: str, until: Phase = Phase.REVEALED) -> Round:
    """The typed question, answered by one person for each of these."""
    people = hall.join(*(f"Person {n}" for n in range(len(answers))))
    hall.open_question()
    for who, answer in zip(people, answers, strict=True):
        hall.answer(who, answer)
    hall.until(until)
    return hall.on_stage()


def rights(hall: Hall) -> list[bool | None]:
    result = hall.results.of_round(hall.state, hall.on_stage())
    return [mark.right for _, mark in sorted(result.marks.items())]


# ---- accepting answers ----------------------------------------------------------------------


def test_the_most_frequent_wrong_answers_are_named_once_the_round_is_closed(hall: Hall) -> None:
    ask(hall, "Nairobi", "arusha", "NAIROBI", "Brussels", until=Phase.CLOSED)
    view = hall.scenes.for_console(EVENT, "hall").on_screen
    assert view is not None
    named = [(each.key, each.text, each.count) for each in view.wrong]
    assert named == [("nairobi", "NAIROBI", 2), ("brussels", "Brussels", 1)]
    again = hall.scenes.for_console(EVENT, "hall").on_screen
    assert again is not None
    assert again.wrong is view.wrong


def test_nothing_is_named_before_the_close_nor_where_nothing_can_be_accepted(hall: Hall) -> None:
    assert hall.scenes.for_console(EVENT, "hall").on_screen is None
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "Nairobi")
    seen = []
    for _ in range(12):
        view = hall.scenes.for_console(EVENT, "hall").on_screen
        seen += [(view.question.slug, view.round.phase) for _ in view.wrong] if view else []
        if view is not None and view.round.phase is Phase.OPEN and view.question.slug == "q2":
            hall.answer(ada, "b")
        hall.next()
    assert {slug for slug, _ in seen} == {"q1"}
    assert {phase for _, phase in seen} == {Phase.CLOSED, Phase.REVEALED, Phase.RANKING}


def test_an_accepted_answer_counts_in_marks_ranking_and_key(hall: Hall) -> None:
    on = ask(hall, "Nairobi", "Arusha")
    assert rights(hall) == [False, True]
    accept(hall, "nairobi")
    assert rights(hall) == [True, True]
    assert [each.points for each in hall.results.standings(hall.state, "quiz", 1)] == [1000, 1000]
    view = hall.scene().on_phones
    assert view is not None
    assert "Nairobi" in view.keyed.key_text("en")
    assert "Nairobi" not in view.question.key_text("en")
    known = hall.state.rounds[on.id]
    assert (known.version, known.graded_version) == (1, 2)
    report = hall.reports.report(EVENT, "quiz", 1).rounds[0]
    assert (report.amended, report.right) == (True, 2)
    hall.do(cmd.Undo)
    assert rights(hall) == [False, True]
    assert not hall.reports.report(EVENT, "quiz", 1).rounds[0].amended


def test_a_second_answer_joins_the_first(hall: Hall) -> None:
    ask(hall, "Nairobi", "Arusha", "Brussels")
    accept(hall, "nairobi")
    accept(hall, "brussels")
    assert rights(hall) == [True, True, True]


def test_two_moderators_who_accept_at_once_both_have_their_answer(hall: Hall) -> None:
    on = ask(hall, "Nairobi", "Brussels")
    other = hall.beside()
    hall.stores.log.meanwhile = [lambda: accept(other, "brussels", on)]
    accept(hall, "nairobi")
    assert rights(hall) == [True, True]


def test_who_is_always_overtaken_is_told(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(hall, "Nairobi")

    def stale(*_: object) -> int:
        raise Stale

    monkeypatch.setattr(hall.live, "execute", stale)
    with pytest.raises(Stale):
        accept(hall, "nairobi")
    with pytest.raises(Stale):
        order(hall, cmd.LockJoining(on=True))


@pytest.mark.parametrize(("key", "refusal"), [("arusha", CannotAccept), ("nothing", NotFound)])
def test_what_is_right_or_was_not_given_is_not_accepted(
    hall: Hall, key: str, refusal: type[QuizappError]
) -> None:
    ask(hall, "Nairobi", "Arusha")
    with pytest.raises(refusal):
        accept(hall, key)


def test_nothing_is_accepted_before_the_close_or_of_no_round(hall: Hall) -> None:
    ask(hall, "Nairobi", until=Phase.CLOSED)
    hall.do(cmd.ReopenRound)
    with pytest.raises(WrongPhase):
        accept(hall, "nairobi")
    with pytest.raises(NotFound):
        order(hall, cmd.AcceptAnswer(round_id=GONE, key="nairobi"))
    assert ("q1", 2) not in hall.stores.events.versions


def test_a_choice_has_no_typed_answer_to_accept(hall: Hall) -> None:
    ask(hall, "Nairobi")
    (ada,) = hall.join("Ada")
    hall.until(Phase.OPEN)
    hall.answer(ada, "b")
    hall.until(Phase.REVEALED)
    with pytest.raises(NotFound):
        accept(hall, "b")


answers = st.sampled_from(["Arusha", "arusha!", "Nairobi", "nairobi", "Brussels", "Geneva"])


@given(st.lists(answers, min_size=1, max_size=12), st.permutations(["nairobi", "brussels"]))
def test_scoring_again_is_scoring_anew(given_: list[str], accepted: list[str]) -> None:
    """What was accepted step by step scores as if the final key had been asked with."""
    asked = ROUND
    stored = [StoredAnswer(asked.id, f"v{n}", 1, each, 0, 0) for n, each in enumerate(given_)]
    question = typed("q1")
    for key in accepted:
        wrong = {
            each.key: each for each in wrong_answers(question, result_of(question, asked, stored))
        }
        if key in wrong:
            question = question.accept(wrong[key].answer) or question
            assert key not in {
                each.key for each in wrong_answers(question, result_of(question, asked, stored))
            }
    written = [each for each in accepted if each in {text.lower() for text in given_}]
    anew = typed("q1", accepted={"en": ["Arusha", *written]})
    marks = result_of(question, asked, stored).marks
    assert marks == result_of(anew, asked, stored).marks
    assert all(
        marks[each.voter_id].right for each in stored if str(each.answer).lower() in accepted
    )


def _round() -> Round:
    with Hall(event(quiz(typed("q1")))) as hall:
        return hall.open_question()


ROUND = _round()


def test_of_what_is_not_graded_nothing_is_wrong() -> None:
    with Hall(event(poll(typed("p1")))) as hall:
        (ada,) = hall.join("Ada")
        hall.open_question("poll")
        hall.answer(ada, "Nairobi")
        on = hall.until(Phase.REVEALED)
        assert wrong_answers(typed("p1"), hall.results.of_round(hall.state, on)) == ()
        with pytest.raises(WrongPhase):
            accept(hall, "nairobi")


# ---- typed texts ----------------------------------------------------------------------------


def write(hall: Hall, activity_id: str, *texts: str) -> dict[str, str]:
    """One person writes all of these; text -> its key."""
    (ada,) = hall.join("Ada")
    on = hall.open_question(activity_id)
    for number, each in enumerate(texts, start=1):
        (who,) = hall.join(f"Writer {number}")
        hall.answer(who, [each])
    hall.answer(ada, [texts[0]])
    tally = hall.results.live_tally(hall.state, on)
    assert isinstance(tally, Texts)
    return {group.text: key for key, group in tally.groups.items()}


def about(hall: Hall, kind: type[cmd.TextCommand], key: str, **more: str) -> int:
    return order(hall, kind(round_id=hall.on_stage().id, key=key, **more))


def shown(hall: Hall) -> set[str]:
    """Texts that the room may see."""
    on = hall.on_stage()
    tally = hall.scenes.look(on).for_room(hall.results.of_round(hall.state, on).tally)
    assert isinstance(tally, Texts)
    return {each.text for each in tally.groups.values()}


def test_a_hidden_word_is_shown_again_at_will(hall: Hall) -> None:
    keys = write(hall, "words", "trust", "rude")
    about(hall, cmd.HideText, keys["rude"])
    assert shown(hall) == {"trust"}
    about(hall, cmd.ShowText, keys["rude"])
    assert shown(hall) == {"trust", "rude"}
    hall.do(cmd.Undo)
    assert shown(hall) == {"trust"}


def test_a_moderated_card_waits_for_its_approval(hall: Hall) -> None:
    keys = write(hall, "moderated", "More time.", "Something rude.")
    assert shown(hall) == set()
    about(hall, cmd.ShowText, keys["More time."])
    assert shown(hall) == {"More time."}
    hall.do(cmd.Undo)
    assert shown(hall) == set()


def test_cards_are_grouped_under_one_title_and_one_is_lit(hall: Hall) -> None:
    keys = write(hall, "words", "trust", "open", "late")
    trust, late = keys["trust"], keys["late"]
    about(hall, cmd.GroupText, trust, title="  What  helps ")
    about(hall, cmd.GroupText, late, title="What helps")
    about(hall, cmd.SpotlightText, late)
    look = hall.scenes.look(hall.on_stage())
    assert look.titles == {trust: "What helps", late: "What helps"}
    assert look.spotlight == late
    assert len(hall.stores.texts.groups) == 1
    about(hall, cmd.UngroupText, trust)
    order(hall, cmd.EndSpotlight(round_id=hall.on_stage().id))
    look = hall.scenes.look(hall.on_stage())
    assert look == TextLook(titles={late: "What helps"})


def test_another_process_reads_the_words_once_and_only_where_something_was_said(
    hall: Hall,
) -> None:
    keys = write(hall, "words", "trust", "rude")
    other = hall.beside()
    assert other.scenes.look(other.on_stage()) == TextLook()
    assert hall.stores.texts.reads == 0
    about(hall, cmd.HideText, keys["rude"])
    other.live.refresh(EVENT)
    for _ in range(3):
        marks = other.scenes.look(other.on_stage()).marks
        assert marks == {keys["rude"]: TextMark.HIDDEN}
    assert hall.stores.texts.reads == 1


def test_words_that_the_database_has_lost_are_passed_over(hall: Hall) -> None:
    keys = write(hall, "words", "trust", "rude")
    about(hall, cmd.HideText, keys["rude"])
    about(hall, cmd.GroupText, keys["trust"], title="What helps")
    hall.stores.texts.keys.clear()
    hall.stores.texts.groups.clear()
    other = hall.beside()
    assert other.scenes.look(other.on_stage()) == TextLook()


def test_only_what_may_be_shown_is_lit(hall: Hall) -> None:
    keys = write(hall, "moderated", "More time.")
    with pytest.raises(TextNotShown):
        about(hall, cmd.SpotlightText, keys["More time."])


@pytest.mark.parametrize("title", ["   ", "a\tb\u0007", "\u202e"])
def test_a_title_is_one_visible_line(hall: Hall, title: str) -> None:
    keys = write(hall, "words", "trust")
    with pytest.raises(BadMessage):
        about(hall, cmd.GroupText, keys["trust"], title=title)


def test_a_text_that_nobody_gave_gets_no_id(hall: Hall) -> None:
    write(hall, "words", "trust")
    with pytest.raises(NotFound):
        about(hall, cmd.HideText, "nothing")
    with pytest.raises(NotFound):
        order(hall, cmd.HideText(round_id=GONE, key="trust"))
    assert hall.stores.texts.keys == {}


def test_a_question_that_stands_alone_has_no_texts(hall: Hall) -> None:
    hall.start()
    hall.until(Phase.ASKED)
    with pytest.raises(NotFound):
        about(hall, cmd.HideText, "trust")


def test_texts_are_moderated_after_the_reveal_too_and_the_export_says_so(hall: Hall) -> None:
    keys = write(hall, "words", "trust", "rude")
    hall.until(Phase.REVEALED)
    about(hall, cmd.HideText, keys["rude"])
    about(hall, cmd.GroupText, keys["trust"], title="What helps")
    view = hall.scene().on_screen
    assert view is not None
    assert isinstance(view.tally, Texts)
    assert set(view.tally.groups) == {keys["trust"]}
    assert isinstance(view.all_texts, Texts)
    assert set(view.all_texts.groups) == set(keys.values())
    said = hall.reports.report(EVENT, "words", 1).rounds[0].texts
    assert said.hidden == {keys["rude"]}
    assert said.titles == {keys["trust"]: "What helps"}


def test_what_is_not_typed_has_nothing_to_hide() -> None:
    on = choice("q1")
    look = TextLook(moderated=True)
    assert look.hidden(on.tally(["a"])) == frozenset()


def test_a_wrong_answer_says_what_was_typed(hall: Hall) -> None:
    on = ask(hall, "Nairobi")
    question = hall.live.graded_question(EVENT, on)
    (wrong,) = wrong_answers(question, hall.results.of_round(hall.state, on))
    assert wrong == WrongAnswer("nairobi", "Nairobi", 1, "Nairobi")
