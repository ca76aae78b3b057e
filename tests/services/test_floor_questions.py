"""Asking and voting: limits, keys, and that nothing leads from a question to its asker."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import pytest

from quizapp.domain.errors import (
    Busy,
    Conflict,
    NoSeat,
    NotFound,
    NotSaved,
    NoUpvotes,
    QuestionSettled,
    QuestionsNotOpen,
    Removed,
    TooManyQuestions,
)
from quizapp.domain.event import Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.qa import MOST_QUESTIONS, FloorQuestion, Standing
from quizapp.domain.seats import Seat
from quizapp.services.floor_questions import MOST_KEYS, TOP, Board, Book, FloorQuestions, Wish
from tests.hall import ANNEX, EVENT, HALL, Hall, event
from tests.presentation.asking import ask, command, key_of, vote


@pytest.fixture
def hall() -> Iterator[Hall]:
    """Questions are open and moderated."""
    with Hall() as made:
        command(made, cmd.OpenQuestions, item_id=HALL)
        yield made


@pytest.fixture
def ada(hall: Hall) -> Participant:
    return hall.join("Ada")[0]


def service(hall: Hall) -> FloorQuestions:
    return hall.from_floor.questions


def rules(hall: Hall, **changes: object) -> None:
    usual = {"moderated": True, "anonymous": True, "upvotes": True, "limit": 3}
    command(hall, cmd.SetQuestionRules, **(usual | changes))


def stored(hall: Hall, question_id: str) -> FloorQuestion:
    return hall.stores.questions.asked[question_id]


def board(hall: Hall) -> Board:
    found = service(hall).board(EVENT, hall.floor())
    assert found is not None
    return found


def book(hall: Hall) -> Book:
    return service(hall).book(EVENT, hall.floor().asking.session_id or "")


# ---- asking ---------------------------------------------------------------------------------


def test_a_question_is_kept_without_its_asker(hall: Hall, ada: Participant) -> None:
    asked = stored(hall, ask(hall, ada, " Why? "))
    assert (asked.text, asked.name, asked.standing) == ("Why?", "", Standing.NEW)
    assert ada.id not in str(hall.stores.questions.asked) + str(hall.stores.questions.keys)


def test_one_asks_under_the_own_name_and_for_the_own_seat() -> None:
    seat = Seat("s1", EVENT, 1, "France", "", "Europe", votes=True)
    with Hall(event(seats=(seat,))) as hall:
        (ada,) = hall.join("Ada")
        signed = service(hall).signed
        assert signed(ada, "", "") == ("", "")
        assert signed(ada, "Somebody", "Spain") == ("Ada", "Spain")
        assert signed(replace(ada, name=""), "Ada", "") == ("Ada", "")
        assert signed(replace(ada, seat_id="s1"), "Ada", "Spain") == ("Ada", "France")
        assert signed(replace(ada, seat_id="gone"), "Ada", "Spain") == ("Ada", "Spain")
        with pytest.raises(NoSeat):
            signed(ada, "Somebody", " FRANCE")


def test_the_same_key_asks_once(hall: Hall, ada: Participant) -> None:
    wish = Wish(key_of(7_000), "Why?", "", "")
    first = service(hall).ask(EVENT, HALL, ada.id, wish)
    assert service(hall).ask(EVENT, HALL, ada.id, replace(wish, text="Other?")) == first
    assert len(hall.stores.questions.asked) == 1
    assert sum(hall.stores.questions.waiting.values()) == 1


def test_a_key_that_came_twice_at_once_costs_one_turn(hall: Hall, ada: Participant) -> None:
    wish = Wish(key_of(7_001), "Why?", "", "")
    first = service(hall).ask(EVENT, HALL, ada.id, wish)
    store = hall.stores.questions
    by_keys = store.by_keys

    def late(key_hashes: Collection[str]) -> Mapping[str, FloorQuestion]:
        """The other one was not on disk yet when it was looked for first."""
        store.by_keys = by_keys  # type: ignore[method-assign]
        return {}

    store.by_keys = late  # type: ignore[method-assign]
    assert service(hall).ask(EVENT, HALL, ada.id, wish) == first
    assert sum(hall.stores.questions.waiting.values()) == 1


def test_a_question_that_could_not_be_written_costs_no_turn(hall: Hall, ada: Participant) -> None:
    hall.stores.questions.broken = True
    with pytest.raises(NotSaved):
        ask(hall, ada, "Why?")
    assert sum(hall.stores.questions.waiting.values()) == 0


def test_questions_are_asked_while_they_are_open_by_who_is_in_the_room(
    hall: Hall, ada: Participant
) -> None:
    with pytest.raises(QuestionsNotOpen):
        service(hall).ask(EVENT, ANNEX, ada.id, Wish(key_of(1), "Why?", "", ""))
    with pytest.raises(NotFound):
        service(hall).ask(EVENT, "nowhere", ada.id, Wish(key_of(1), "Why?", "", ""))
    command(hall, cmd.CloseQuestions)
    with pytest.raises(QuestionsNotOpen):
        ask(hall, ada, "Why?")
    command(hall, cmd.OpenQuestions, item_id=HALL)
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    with pytest.raises(Removed):
        ask(hall, ada, "Why?")


def test_a_hall_can_fill_a_session_but_not_the_disk(hall: Hall, ada: Participant) -> None:
    first = stored(hall, ask(hall, ada, "Why?"))
    many = {str(n): replace(first, id=str(n)) for n in range(MOST_QUESTIONS)}
    hall.stores.questions.asked.update(many)
    hall.clock.pass_ms(1_000)
    with pytest.raises(Busy):
        ask(hall, ada, "And?")


def test_the_limit_counts_what_waits_and_is_given_back_for_what_was_settled(
    hall: Hall, ada: Participant
) -> None:
    keys = [key_of(8_000 + n) for n in range(3)]
    ids = [ask(hall, ada, f"Number {key[-1]}?", key=key) for key in keys]
    with pytest.raises(TooManyQuestions) as refusal:
        ask(hall, ada, "One more?", earlier=tuple(keys))
    assert refusal.value.details == {"limit": 3}
    command(hall, cmd.AnswerQuestion, question_id=ids[0])
    assert ask(hall, ada, "One more?", earlier=tuple(keys))
    with pytest.raises(TooManyQuestions):
        ask(hall, ada, "And again?", earlier=tuple(keys))
    (ben,) = hall.join("Ben")
    assert ask(hall, ben, "Mine?")


def test_without_a_limit_one_asks_on(hall: Hall, ada: Participant) -> None:
    rules(hall, limit=0)
    assert len({ask(hall, ada, f"Number {n}?") for n in range(5)}) == 5


# ---- withdrawing ----------------------------------------------------------------------------


def test_an_own_question_is_taken_back_and_its_turn_with_it(hall: Hall, ada: Participant) -> None:
    key = key_of(9_000)
    ask(hall, ada, "Why?", key=key)
    hall.stores.questions.lost_races = 1
    service(hall).withdraw(EVENT, ada.id, key)
    assert hall.stores.questions.asked == {}
    assert sum(hall.stores.questions.waiting.values()) == 0
    with pytest.raises(NotFound):
        service(hall).withdraw(EVENT, ada.id, key)


def test_what_the_room_has_dealt_with_stays(hall: Hall, ada: Participant) -> None:
    key = key_of(9_001)
    question_id = ask(hall, ada, "Why?", key=key)
    command(hall, cmd.SpotlightQuestion, question_id=question_id)
    with pytest.raises(QuestionSettled):
        service(hall).withdraw(EVENT, ada.id, key)
    hall.stores.questions.lost_races = 100
    command(hall, cmd.EndQuestionSpotlight)
    with pytest.raises(Conflict):
        service(hall).withdraw(EVENT, ada.id, key)


def test_a_question_of_a_floor_that_is_gone_can_be_taken_back(hall: Hall, ada: Participant) -> None:
    key = key_of(9_002)
    question_id = ask(hall, ada, "Why?", key=key)
    session_id = stored(hall, question_id).session_id
    sessions = hall.stores.questions.open
    sessions[session_id] = replace(sessions[session_id], floor_id="gone")
    hall.clock.pass_ms(1_000)
    service(hall).withdraw(EVENT, ada.id, key)
    assert hall.stores.questions.asked == {}


# ---- votes ----------------------------------------------------------------------------------


def test_each_participant_counts_once_and_may_change_their_mind(
    hall: Hall, ada: Participant
) -> None:
    question_id = ask(hall, ada, "Why?")
    command(hall, cmd.ApproveQuestion, question_id=question_id)
    people = hall.join("Ben", "Cy")
    vote(hall, question_id, *people, *people)
    assert board(hall).top is None
    command(hall, cmd.ListQuestions, on=True)
    (listed,) = board(hall).top or ()
    assert listed.votes == 2
    vote(hall, question_id, people[0], on=False)
    (listed,) = board(hall).top or ()
    assert listed.votes == 1
    hall.do(cmd.RemoveParticipant, participant_id=people[1].id)
    hall.clock.pass_ms(1_000)
    (listed,) = board(hall).top or ()
    assert listed.votes == 0


def test_nobody_votes_for_what_they_cannot_read(hall: Hall, ada: Participant) -> None:
    question_id = ask(hall, ada, "Why?")
    for unseen in (question_id, "nothing"):
        with pytest.raises(NotFound):
            vote(hall, unseen, ada)
    command(hall, cmd.AnswerQuestion, question_id=question_id)
    with pytest.raises(NotFound):
        vote(hall, question_id, ada)
    command(hall, cmd.ApproveQuestion, question_id=question_id)
    hall.clock.pass_ms(1_000)
    book(hall)
    del hall.stores.questions.asked[question_id]
    with pytest.raises(NotFound):
        service(hall).upvote(EVENT, HALL, ada.id, question_id, on=True)


def test_where_there_are_no_votes_nobody_votes(hall: Hall, ada: Participant) -> None:
    rules(hall, upvotes=False, moderated=False)
    question_id = ask(hall, ada, "Why?")
    with pytest.raises(NoUpvotes):
        vote(hall, question_id, ada)


# ---- reading --------------------------------------------------------------------------------


def test_what_phones_read_is_read_once_a_second_however_many_ask(
    hall: Hall, ada: Participant
) -> None:
    ask(hall, ada, "Why?")
    hall.clock.pass_ms(1_000)
    reads = hall.stores.questions.reads
    for _ in range(50):
        book(hall)
    ask(hall, ada, "And?")
    assert len(book(hall).questions) == 1
    assert hall.stores.questions.reads == reads + 1
    assert board(hall).waiting == 2, "staff sees what was changed here at once"


def test_who_comes_while_another_one_reads_has_what_was_read_before(
    hall: Hall, ada: Participant
) -> None:
    ask(hall, ada, "Why?")
    before = book(hall)
    hall.clock.pass_ms(5_000)
    read = hall.stores.questions.questions

    def slowly(session_id: str, removed: frozenset[str] = frozenset()) -> tuple[FloorQuestion, ...]:
        hall.stores.questions.questions = read  # type: ignore[method-assign]
        assert book(hall) is before
        return read(session_id, removed)

    hall.stores.questions.questions = slowly  # type: ignore[method-assign, assignment]
    assert book(hall) is not before


def test_the_board_lists_what_waits_for_an_answer_most_wanted_first(
    hall: Hall, ada: Participant
) -> None:
    rules(hall, limit=0, moderated=False)
    ids = [ask(hall, ada, f"Number {n}?") for n in range(TOP + 2)]
    vote(hall, ids[-1], ada)
    command(hall, cmd.AnswerQuestion, question_id=ids[0])
    command(hall, cmd.ListQuestions, on=True)
    top = board(hall).top or ()
    assert (len(top), top[0].id) == (TOP, ids[-1])
    assert ids[0] not in {each.id for each in top}


def test_what_is_on_the_screen_is_shown_only_while_it_may_be(hall: Hall, ada: Participant) -> None:
    question_id = ask(hall, ada, "Why?")
    command(hall, cmd.SpotlightQuestion, question_id=question_id)
    lit = board(hall).spotlight
    assert lit is not None
    assert lit.text == "Why?"
    stored_one = stored(hall, question_id)
    hall.stores.questions.asked[question_id] = replace(stored_one, standing=Standing.ARCHIVED)
    hall.clock.pass_ms(1_000)
    assert board(hall).spotlight is None


def test_a_floor_without_a_session_has_no_board(hall: Hall) -> None:
    assert service(hall).board(EVENT, hall.floor(ANNEX)) is None
    hall.stores.questions.open.clear()
    hall.clock.pass_ms(1_000)
    assert service(hall).board(EVENT, hall.floor()) is None


def test_a_session_is_read_under_its_own_event_alone(hall: Hall) -> None:
    session_id = book(hall).session.id
    with pytest.raises(NotFound):
        service(hall).book("other", session_id)


def test_a_phone_finds_its_own_by_their_keys_in_its_order(hall: Hall, ada: Participant) -> None:
    keys = [key_of(5_000 + n) for n in range(3)]
    ids = [ask(hall, ada, f"Number {n}?", key=key) for n, key in enumerate(keys)]
    command(hall, cmd.MergeQuestions, question_id=ids[0], into_id=ids[1])
    hall.clock.pass_ms(1_000)
    own = service(hall).own(EVENT, [keys[1], key_of(1), keys[0]])
    assert [(each.key, each.question.id) for each in own] == [(keys[1], ids[1]), (keys[0], ids[0])]
    assert own[0].stands_for is None
    assert own[1].stands_for is not None
    assert own[1].stands_for.id == ids[1]
    assert service(hall).own("other", keys) == ()
    assert service(hall).own(EVENT, [key_of(1)] * MOST_KEYS + keys[:0]) == ()


def test_everything_that_was_asked_is_read_for_the_report(hall: Hall, ada: Participant) -> None:
    ask(hall, ada, "Why?")
    command(hall, cmd.OpenQuestions, floor_id=ANNEX, item_id=ANNEX)
    books = service(hall).sessions(EVENT)
    assert [(each.session.floor_id, len(each.questions)) for each in books] == [
        (HALL, 1),
        (ANNEX, 0),
    ]


def test_a_deleted_event_is_forgotten_and_no_other(hall: Hall, ada: Participant) -> None:
    ask(hall, ada, "Why?")
    before = book(hall)
    service(hall).forget_event("other")
    assert book(hall) is before
    service(hall).forget_event(EVENT)
    assert book(hall) is not before


def test_listeners_hear_where_something_has_changed(hall: Hall, ada: Participant) -> None:
    told: list[tuple[str, str]] = []
    service(hall).listen(lambda event_id, floor_id: told.append((event_id, floor_id)))
    ask(hall, ada, "Why?")
    assert told == [(EVENT, HALL)]
