"""Results and rankings: whatever happened before, they are what the table and the log say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.event import Participant, ResultsWhen
from quizapp.domain.leaderboard import Standing
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase, Round
from quizapp.domain.scoring import Scoring
from quizapp.domain.stored import PendingAnswer
from quizapp.domain.streaks import Streak
from quizapp.domain.tallies import Texts
from quizapp.services.results import (
    MOST_CACHED,
    MOST_ROUNDS,
    Mark,
    Results,
    counting_rounds,
    mark_of,
)
from quizapp.services.voters import Voter
from tests.hall import EVENT, LIMIT_MS, Hall, choice, event, poll, question_of, quiz

PATIENCE_S = 10


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


def vote(hall: Hall, who: str, answer: str, elapsed_ms: int, on: Round) -> None:
    """As the committer does."""
    seq = hall.stores.log.head(EVENT)
    pending = PendingAnswer(EVENT, seq, on.id, who, 1, answer, elapsed_ms, 0, True)
    hall.answers._commit([pending])


def standings(hall: Hall, run: int = 1, upto: str | None = None) -> tuple[Standing, ...]:
    return hall.results.standings(hall.state, "quiz", run, upto)


def places(hall: Hall) -> list[tuple[str, int, int]]:
    return [(each.voter_id, each.points, each.place) for each in standings(hall)]


def afresh(hall: Hall) -> Results:
    """With empty caches, in a process that has just started."""
    return hall.beside().results


# ---- one voter ------------------------------------------------------------------------------


def test_own_marks_are_gone_with_whoever_was_removed(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    marks = hall.results.of_voter(hall.state, [on], Voter(ada.id))
    assert [mark.answer for mark in marks.values()] == ["a"]
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    assert hall.results.of_voter(hall.state, [on], Voter(ada.id)) == {}


# ---- one round ------------------------------------------------------------------------------


def test_result_of_a_graded_round_marks_everybody_who_answered(hall: Hall) -> None:
    ada, grace, emmy = hall.join("Ada", "Grace", "Emmy")
    hall.open_question()
    hall.clock.pass_ms(2_000)
    hall.answer(ada, "a")
    hall.answer(grace, "b")
    on = hall.until(Phase.REVEALED)
    result = hall.results.of_round(hall.state, on)
    right, wrong = result.marks[ada.id], result.marks[grace.id]
    assert right == Mark("a", 1, 2_000, True, Fraction(1), 1000)
    assert wrong == Mark("b", 1, 2_000, False, Fraction(0), 0)
    assert emmy.id not in result.marks
    assert (result.answered, result.right) == (2, 1)
    assert result.tally.to_dict()["counts"] == {"a": 1, "b": 1, "c": 0, "d": 0}


def test_result_of_an_ungraded_round_says_nothing_of_right_and_wrong(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question("poll")
    hall.answer(ada, "a")
    on = hall.until(Phase.REVEALED)
    result = hall.results.of_round(hall.state, on)
    mark = result.marks[ada.id]
    assert (mark.right, mark.share, mark.points, result.right) == (None, None, 0, None)


def test_a_round_without_answers_has_a_result_too(hall: Hall) -> None:
    hall.open_question()
    quizzed = hall.results.of_round(hall.state, hall.until(Phase.REVEALED))
    assert (quizzed.answered, quizzed.right) == (0, 0)
    with Hall() as other:
        other.open_question("poll")
        polled = other.results.of_round(other.state, other.until(Phase.REVEALED))
    assert (polled.answered, polled.right) == (0, None)


def test_points_follow_the_rules_of_the_round_and_not_those_of_today() -> None:
    with Hall(event(quiz(choice("q1"), scoring=Scoring.CLASSIC))) as hall:
        (ada,) = hall.join("Ada")
        on = hall.open_question()
        hall.clock.pass_ms(LIMIT_MS // 2)
        hall.answer(ada, "a")
        hall.stores.events.put(event(quiz(choice("q1", points=2000), scoring=Scoring.ACCURACY)))
        hall.live.execute(EVENT, cmd.NoteContentChanged(), "me")
        on = hall.until(Phase.REVEALED)
        (mark,) = hall.results.of_round(hall.state, on).marks.values()
    assert mark.points == 750


def test_result_of_a_revealed_round_is_computed_once(hall: Hall) -> None:
    hall.open_question()
    on = hall.until(Phase.REVEALED)
    first = hall.results.of_round(hall.state, on)
    reads = hall.stores.answers.reads
    assert hall.results.of_round(hall.state, hall.until(Phase.RANKING)) is first
    assert hall.stores.answers.reads == reads


def test_result_of_a_closed_round_is_not_kept_for_it_may_be_reopened(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.open_question()
    hall.answer(ada, "a")
    on = hall.until(Phase.CLOSED)
    assert hall.results.of_round(hall.state, on).answered == 1
    hall.do(cmd.ReopenRound)
    hall.answer(grace, "a")
    hall.next()
    assert hall.results.of_round(hall.state, hall.on_stage()).answered == 2


def test_a_removal_takes_an_answer_out_and_a_readmission_brings_it_back(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.open_question()
    hall.answer_all((ada, grace), "a")
    hall.until(Phase.REVEALED)
    assert [each[0] for each in places(hall)] == sorted((ada.id, grace.id))
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    assert [each[0] for each in places(hall)] == [grace.id]
    assert hall.results.of_round(hall.state, hall.on_stage()).answered == 1
    hall.do(cmd.ReadmitParticipant, participant_id=ada.id)
    assert [each[0] for each in places(hall)] == sorted((ada.id, grace.id))


def test_a_removal_while_a_ranking_is_computed_is_not_kept_as_the_ranking_before_it(
    hall: Hall,
) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.open_question()
    hall.answer_all((ada, grace), "a")
    hall.until(Phase.REVEALED)
    remove = cmd.RemoveParticipant(participant_id=ada.id)
    hall.stores.answers.while_reading = lambda: hall.live.execute(EVENT, remove, "me")
    assert len(standings(hall)) == 2, "of the state that was asked for"
    assert len(standings(hall)) == 1
    hall.do(cmd.ReadmitParticipant, participant_id=ada.id)
    assert len(standings(hall)) == 2


# ---- live figures ---------------------------------------------------------------------------


def test_live_figures_follow_each_answer_and_leave_the_removed_out(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    on = hall.open_question("live")

    def counts() -> object:
        return hall.results.live_tally(hall.state, on).to_dict()["counts"]

    assert counts() == {"a": 0, "b": 0, "c": 0, "d": 0}
    hall.answer_all((ada, grace), "a")
    assert counts() == {"a": 2, "b": 0, "c": 0, "d": 0}
    hall.answer(ada, "b", number=2)
    assert counts() == {"a": 1, "b": 1, "c": 0, "d": 0}
    hall.do(cmd.RemoveParticipant, participant_id=grace.id)
    assert counts() == {"a": 0, "b": 1, "c": 0, "d": 0}
    hall.do(cmd.ReadmitParticipant, participant_id=grace.id)
    assert counts() == {"a": 1, "b": 1, "c": 0, "d": 0}


def test_live_figures_are_counted_again_only_after_a_change(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = hall.open_question("live")
    hall.answer(ada, "a")
    first = hall.results.live_tally(hall.state, on)
    assert hall.results.live_tally(hall.state, on) is first
    hall.answer(ada, "b", number=2)
    assert hall.results.live_tally(hall.state, on) is not first


def test_live_figures_hold_what_was_answered_before_a_restart(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = hall.open_question("live")
    hall.answer(ada, "a")
    again = hall.beside()
    assert again.results.live_tally(again.state, on) == hall.results.live_tally(hall.state, on)


# ---- the ranking ----------------------------------------------------------------------------


def test_a_voided_round_counts_for_nothing_until_it_counts_again(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "a")
    on = hall.until(Phase.REVEALED)
    assert places(hall) == [(ada.id, 1000, 1)]
    hall.do(cmd.VoidRound, round_id=on.id)
    assert places(hall) == []
    hall.do(cmd.UnvoidRound, round_id=on.id)
    assert places(hall) == [(ada.id, 1000, 1)]


def test_of_a_question_asked_again_the_latest_revealed_round_counts(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    hall.do(cmd.AskAgain)
    hall.until(Phase.OPEN)
    hall.answer(ada, "b")
    assert places(hall) == [(ada.id, 1000, 1)], "nothing of the new one before its reveal"
    hall.until(Phase.REVEALED)
    assert places(hall) == [(ada.id, 0, 1)]


def test_the_ranking_as_it_was_after_an_earlier_round(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    rounds = []
    hall.start()
    for right in (ada, grace, grace):
        hall.until(Phase.OPEN)
        hall.clock.pass_ms(1_000)
        hall.answer(right, "a")
        hall.answer(ada if right is grace else grace, "b")
        rounds.append(hall.until(Phase.REVEALED).id)
    points = [{s.voter_id: s.points for s in standings(hall, upto=each)} for each in rounds]
    assert points == [
        {ada.id: 1000, grace.id: 0},
        {ada.id: 1000, grace.id: 1000},
        {ada.id: 1000, grace.id: 2000},
    ]


def test_streak_is_reckoned_anew_when_a_round_is_voided_and_counts_again() -> None:
    with Hall(event(quiz(*(choice(f"q{n}") for n in range(4)), streak=True))) as hall:
        (ada,) = hall.join("Ada")
        hall.start()
        rounds = []
        for _ in range(4):
            hall.until(Phase.OPEN)
            hall.answer(ada, "a")
            rounds.append(hall.until(Phase.REVEALED).id)
        assert places(hall) == [(ada.id, 4600, 1)]
        hall.do(cmd.VoidRound, round_id=rounds[1])
        assert places(hall) == [(ada.id, 3300, 1)]
        hall.do(cmd.UnvoidRound, round_id=rounds[1])
        assert places(hall) == [(ada.id, 4600, 1)]
        counted = counting_rounds(hall.state, "quiz", 1, None)
        assert hall.results.streaks(hall.state, counted)[rounds[2]][ada.id] == Streak(3, 200)


def test_each_run_has_a_ranking_of_its_own(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    hall.do(cmd.FinishActivity)
    hall.open_question()
    hall.answer(ada, "b")
    hall.until(Phase.REVEALED)
    assert [s.points for s in standings(hall, run=1)] == [1000]
    assert [s.points for s in standings(hall, run=2)] == [0]


def test_caches_are_bounded(hall: Hall) -> None:
    hall.open_question()
    on = hall.until(Phase.REVEALED)
    for n in range(MOST_ROUNDS + 5):
        hall.do(cmd.RemoveParticipant, participant_id=f"p{n}")
        hall.results.live_tally(hall.state, on)
        standings(hall)
    kept = (hall.results._rounds, hall.results._standings, hall.results._tallies)
    assert [len(each) for each in kept] == [MOST_ROUNDS, MOST_CACHED, MOST_CACHED]


def test_mark_of_an_answer_is_graded_by_the_question(hall: Hall) -> None:
    hall.open_question()
    (ada,) = hall.join("Ada")
    hall.answer(ada, "a")
    (stored,) = hall.stores.answers.rows.values()
    assert mark_of(choice("q1"), hall.on_stage(), stored).share == Fraction(1)


# ---- against a plain reckoning --------------------------------------------------------------

VOTERS = ("v1", "v2", "v3", "v4")
given_answers = st.dictionaries(
    st.sampled_from(VOTERS), st.tuples(st.sampled_from("ab"), st.integers(0, LIMIT_MS))
)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), given_answers),
        st.tuples(st.just("again"), given_answers),
        st.tuples(st.sampled_from(("void", "unvoid")), st.integers(0, 5)),
        st.tuples(st.sampled_from(("remove", "readmit")), st.sampled_from(VOTERS)),
    ),
    max_size=12,
)


@given(acts, st.booleans())
def test_results_are_what_a_plain_reckoning_says(
    planned: list[tuple[str, object]], streak: bool
) -> None:
    """Whatever was voided, counted again or asked again: scoring again is scoring anew."""
    rules = (None, "double", None, "none", "accuracy", "mild")
    questions = [
        choice(f"q{n}") if rule is None else choice(f"q{n}", scoring=rule)
        for n, rule in enumerate(rules * 2)
    ]
    stage = quiz(*questions, question_of("scale", "q12"), scoring=Scoring.CLASSIC, streak=streak)
    hall = Hall(event(stage))
    hall.start()
    for name, argument in planned:
        _play(hall, name, argument)
        ranked = standings(hall)
        assert ranked == _reckoned(hall)
        assert afresh(hall).standings(hall.state, "quiz", 1) == ranked
        for on in hall.state.rounds.values():
            assert afresh(hall).of_round(hall.state, on) == hall.results.of_round(hall.state, on)


def _play(hall: Hall, name: str, argument: object) -> None:
    rounds = list(hall.state.rounds.values())
    match name, argument:
        case ("ask", Mapping() as answers):
            _ask(hall, dict(answers))
        case ("again", Mapping() as answers) if rounds and hall.floor().at_head:
            hall.do(cmd.AskAgain)
            _ask(hall, dict(answers))
        case ("void" | "unvoid", int(n)) if n < len(rounds):
            kind = cmd.VoidRound if name == "void" else cmd.UnvoidRound
            hall.do(kind, round_id=rounds[n].id)
        case ("remove", str(who)):
            hall.do(cmd.RemoveParticipant, participant_id=who)
        case ("readmit", str(who)):
            hall.do(cmd.ReadmitParticipant, participant_id=who)


def _ask(hall: Hall, answers: dict[str, tuple[str, int]]) -> None:
    on = hall.until(Phase.OPEN)
    for who, (answer, elapsed_ms) in answers.items():
        vote(hall, who, answer, elapsed_ms, on)
    hall.clock.pass_ms(LIMIT_MS)
    hall.until(Phase.REVEALED)


def _reckoned(hall: Hall) -> tuple[Standing, ...]:
    """Everything from the table and the state, in the plainest way."""
    state = hall.state
    counting: dict[str, Round] = {}
    for on in state.rounds.values():
        if on.revealed() and not on.voided and on.rules.graded:
            counting.pop(on.question_id, None)  # asked again, it comes last
            counting[on.question_id] = on
    totals: dict[str, list[int]] = {}
    in_a_row: dict[str, int] = {}
    for on in counting.values():
        if on.rules.scoring is Scoring.NONE:
            continue
        voters = {voter for round_id, voter in hall.stores.answers.rows if round_id == on.id}
        in_a_row = {who: n for who, n in in_a_row.items() if who in voters - state.removed}
        for (round_id, voter), row in hall.stores.answers.rows.items():
            if round_id != on.id or voter in state.removed:
                continue
            total = totals.setdefault(voter, [0, 0, 0])
            if row.answer == "a":
                total[0] += _earned(on.rules.scoring, row.elapsed_ms)
                in_a_row[voter] = in_a_row.get(voter, 0) + 1
                if on.rules.streak:
                    worth = 2000 if on.rules.scoring is Scoring.DOUBLE else 1000
                    total[0] += worth * min(in_a_row[voter] - 1, 5) // 10
                total[1] += 1
                total[2] += row.elapsed_ms
            else:
                in_a_row.pop(voter, None)
    better = {
        voter: sum(_order(other) < _order(total) for other in totals.values())
        for voter, total in totals.items()
    }
    equal = {
        voter: sum(other == total for other in totals.values()) for voter, total in totals.items()
    }
    return tuple(
        Standing(voter, points, right, right_ms, better[voter] + 1, equal[voter] > 1)
        for voter in sorted(totals, key=lambda voter: (better[voter], voter))
        for points, right, right_ms in [totals[voter]]
    )


def _earned(scoring: Scoring, elapsed_ms: int) -> int:
    """By a right answer to a question of 1000 points."""
    late = Fraction(elapsed_ms, LIMIT_MS)
    if scoring is Scoring.CLASSIC:
        return int(1000 * (1 - (0 if elapsed_ms <= 500 else late / 2)) + Fraction(1, 2))
    if scoring is Scoring.MILD:
        return int(1000 * (1 - late / 10) + Fraction(1, 2))
    return 2000 if scoring is Scoring.DOUBLE else 1000


def _order(total: list[int]) -> tuple[int, int, int]:
    return -total[0], -total[1], total[2]


def test_people_of_a_poll_are_not_ranked() -> None:
    with Hall(event(poll(choice("p1"), results=ResultsWhen.LIVE))) as hall:
        people: tuple[Participant, ...] = hall.join("Ada")
        hall.open_question("poll")
        hall.answer_all(people, "a")
        hall.do(cmd.Reveal)
        assert hall.results.standings(hall.state, "poll", 1) == ()


def test_figures_of_an_open_poll_do_not_tell_which_spellings_are_right() -> None:
    asked = question_of("short_text", "s1")
    (right,) = asked.right()
    near = f"{right}s"
    typed = replace(asked, content=replace(asked.content, typos=1))
    with Hall(event(poll(typed, results=ResultsWhen.LIVE))) as hall:
        one, other = hall.join("Ada", "Grace")
        on = hall.open_question("poll")
        hall.answer(one, right)
        hall.answer(other, near)
        so_far = hall.results.live_tally(hall.state, on)
        assert isinstance(so_far, Texts)
        assert set(so_far.groups) == {right, near}
        shown = hall.results.of_round(hall.state, on).tally
        assert isinstance(shown, Texts)
        assert set(shown.groups) == {right}
