"""Secret rounds: one ballot a voter, counted once, and nobody who knows which was whose."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.ballots import (
    Ballot,
    by_content,
    canonical,
    digest_of,
    group_digest_of,
    seal,
)
from quizapp.domain.errors import (
    BadAnswer,
    JoiningLocked,
    NoSeat,
    NotCountedYet,
    NotSaved,
    RoundNotOpen,
)
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.rules import Rules
from quizapp.domain.live.state import Phase, Round
from quizapp.domain.suppression import hidden_groups
from quizapp.domain.tallies import Counts
from quizapp.domain.voting import Secrecy, Voting
from quizapp.services.answers import VOTED_BEFORE, Saved
from quizapp.services.counting import Counting
from quizapp.services.secret_results import SecretResult
from tests.hall import EVENT, HALL, Hall, choice, eventually
from tests.secret_hall import BY_REGION, ballot_event, cast, close, reveal, sit

NAMES = ("Ada", "Ben", "Cy", "Dee", "Eve", "Flo")


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(ballot_event()) as made:
        yield made


def test_ballot_is_taken_once_and_nothing_of_it_comes_back(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = cast(hall, [], [])
    assert hall.answer(ada, "b") == Saved(1, None, already=False)
    assert hall.answer(ada, "b") == VOTED_BEFORE
    assert hall.answer(ada, "c", number=2) == VOTED_BEFORE, "it is final, and not looked at"
    assert hall.counting.answer_of(on.id, ada.id) == (1, None)
    assert hall.stores.answers.rows == {}
    assert [each.choice for each in hall.stores.box.staged[on.id]] == ["b"]


def test_ballot_sent_again_after_the_close_is_in_the_box(hall: Hall) -> None:
    ada, ben = hall.join("Ada", "Ben")
    on = cast(hall, [ada], ["b"])
    hall.until(Phase.CLOSED)
    assert hall.answer(ada, "b", on=on) == VOTED_BEFORE
    with pytest.raises(RoundNotOpen):
        hall.answer(ben, "b", on=on)


def test_late_answer_of_another_round_is_refused_as_ever() -> None:
    with Hall() as hall:
        (ada,) = hall.join("Ada")
        hall.open_question("poll")
        on = hall.until(Phase.CLOSED)
        with pytest.raises(RoundNotOpen):
            hall.answer(ada, "b", on=on)


def test_ballot_that_can_not_be_written_is_sent_again(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = cast(hall, [], [])
    hall.stores.box.fault.error = NotSaved()
    with pytest.raises(NotSaved):
        hall.answer(ada, "b")
    assert hall.counting.voters(on.id) == frozenset()
    hall.stores.box.fault.error = None
    with pytest.raises(BadAnswer):
        hall.answer(ada, "no such option")
    assert hall.answer(ada, "b") == Saved(1, None, already=False)


def test_ballot_against_an_older_state_is_taken_against_the_newer_one(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    beside = hall.beside()
    with beside:
        cast(hall, [], [])
        beside.live.refresh(EVENT)
        hall.do(cmd.BlankScreen, on=True)
        assert beside.answer(ada, "b") == Saved(1, None, already=False)


def test_seat_votes_once_from_whichever_phone_and_takes_its_region_along() -> None:
    with Hall(ballot_event(BY_REGION, "Asia", "Europe")) as hall:
        ada, ben = hall.join("Ada", "Ben")
        sit(hall, [ada])
        on = cast(hall, [ada], ["b"])
        with pytest.raises(NoSeat):
            hall.answer(ben, "c")
        hall.participants.take_seat(ben, "s1")
        assert hall.answer(ben, "c") == VOTED_BEFORE
        assert hall.counting.voters(on.id) == {"s1"}
        assert [each.group for each in hall.stores.box.staged[on.id]] == ["Asia"]


def test_nobody_joins_while_phones_vote_in_secret(hall: Hall) -> None:
    hall.join("Ada")
    cast(hall, [], [])
    with pytest.raises(JoiningLocked):
        hall.join("Late")
    close(hall)
    hall.join("Late")


def test_committer_remembers_nothing_of_what_it_has_written(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    cast(hall, [], [])
    hall.answer(ada, "b")
    batcher = hall.answers.batchers["ballots"]
    assert batcher is hall.ballots.batcher
    assert batcher.drain()
    assert batcher._last is not None
    assert not hasattr(batcher._last, "item")
    assert list(batcher._writing) == []


def test_vote_taken_by_another_worker_is_known_to_whoever_asks(hall: Hall) -> None:
    ada, ben = hall.join("Ada", "Ben")
    on = cast(hall, [], [])
    other = Counting(hall.stores.answers, hall.stores.box, shared=True)
    assert other.own(on.id, ada.id) is None
    hall.answer(ada, "b")
    assert other.own(on.id, ada.id) == (1, None)
    assert other.own(on.id, ben.id) is None
    hall.answer(ben, "b")
    assert other.catch_up(on.id)
    assert other.voters(on.id) == {ada.id, ben.id}


# ---- sealing ---------------------------------------------------------------------------------


def test_ballots_are_sealed_by_themselves_after_the_close(hall: Hall) -> None:
    people = hall.join(*NAMES)
    cast(hall, people, "abbbba")
    hall.sealing.start()
    hall.until(Phase.CLOSED)
    eventually(lambda: not hall.on_stage().uncounted)
    assert hall.on_stage().voted == 6
    hall.sealing.stop()
    counted = [each for each in hall.told[-1].happened if isinstance(each, ev.BallotsCounted)]
    assert [each.digest for each in counted] == [hall.on_stage().digest]


def test_box_that_can_not_be_sealed_waits_and_is_tried_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.services.sealing.AGAIN_S", 0.001)
    people = hall.join("Ada")
    cast(hall, people, "a")
    hall.until(Phase.CLOSED)
    hall.stores.box.fault.error = NotSaved()
    assert not hall.sealing.seal_all()
    with pytest.raises(NotCountedYet):
        hall.next()
    hall.stores.box.fault.error = RuntimeError("the disk is gone")
    hall.sealing.start()
    hall.stores.box.fault.error = None
    eventually(lambda: not hall.on_stage().uncounted)
    hall.sealing.stop()


def test_of_two_processes_one_counts(hall: Hall) -> None:
    people = hall.join("Ada")
    cast(hall, people, "a")
    hall.until(Phase.CLOSED)
    with hall.beside() as beside:
        assert beside.state.rounds.keys() == hall.state.rounds.keys()
        assert hall.sealing.seal_all()
        assert beside.sealing.seal_all(), "it hears that it is done"
    counted = [e for e in hall.stores.log.rows[EVENT] if e.kind == "BallotsCounted"]
    assert len(counted) == 1


def test_start_finishes_what_a_kill_has_interrupted(hall: Hall) -> None:
    people = hall.join("Ada", "Ben")
    on = cast(hall, people, "ab")
    hall.until(Phase.CLOSED)
    with hall.beside() as restarted:
        restarted.sealing.resume((EVENT,))
        assert restarted.state.rounds[on.id].voted == 2


# ---- what is published -------------------------------------------------------------------------


def test_figures_and_salt_come_with_the_reveal_and_not_before(hall: Hall) -> None:
    people = hall.join(*NAMES)
    on = cast(hall, people, "abbbba")
    assert hall.results.live_tally(hall.state, on).to_dict()["voters"] == 0
    assert hall.scenes.live_tally(EVENT, "hall") is None
    on = close(hall)
    before = hall.results.of_round(hall.state, on)
    assert (before.shown, before.answered) == (None, 6)
    assert before.secret is not None
    assert (before.secret.salt, before.secret.ballots) == ("", ())
    on = hall.until(Phase.REVEALED)
    result = hall.results.of_round(hall.state, on)
    assert isinstance(result.shown, Counts)
    assert dict(result.shown.counts) == {"a": 2, "b": 4, "c": 0, "d": 0}
    assert (result.answered, result.marks, result.right) == (6, {}, None)
    assert result.secret is not None
    lines = [each.line for each in result.secret.ballots]
    assert lines == ['"a"', '"a"', '"b"', '"b"', '"b"', '"b"']
    assert digest_of(result.secret.salt, lines) == on.digest
    assert hall.results.of_round(hall.state, on) is result, "kept: it can't change any more"


def test_under_k_there_is_neither_figure_nor_salt(hall: Hall) -> None:
    people = hall.join(*NAMES[:4])
    cast(hall, people, "aabb")
    on = reveal(hall)
    result = hall.results.of_round(hall.state, on)
    assert (result.shown, result.answered) == (None, 4)
    assert result.secret is not None
    assert (result.secret.suppressed, result.secret.salt, result.secret.ballots) == (True, "", ())
    scene = hall.scene()
    assert scene.on_screen is not None
    assert scene.on_screen.tally is None


def test_removed_voter_has_voted_all_the_same(hall: Hall) -> None:
    people = hall.join(*NAMES)
    cast(hall, people, "abbbba")
    hall.do(cmd.RemoveParticipant, participant_id=people[0].id)
    on = reveal(hall)
    assert hall.results.of_round(hall.state, on).answered == 6


REGIONS = ("Asia",) * 6 + ("Europe",) * 7 + ("Oceania",)


def test_groups_are_shown_but_for_the_small_one_and_what_would_betray_it() -> None:
    with Hall(ballot_event(BY_REGION, *REGIONS)) as hall:
        people = hall.join(*(f"P{number}" for number in range(len(REGIONS))))
        sit(hall, people)
        cast(hall, people, "aaabbb" + "aaabbbb" + "a")
        on = reveal(hall)
        secret = hall.results.of_round(hall.state, on).secret
        assert secret is not None
        assert secret.hidden == ("Asia", "Oceania")
        (europe,) = secret.groups
        assert (europe.name, europe.tally.to_dict()["counts"]) == (
            "Europe",
            {"a": 3, "b": 4, "c": 0, "d": 0},
        )
        lines = [canonical(each.choice) for each in europe.ballots]
        assert group_digest_of(europe.salt, "Europe", lines) == europe.digest
        assert secret.group_digests.keys() == {"Asia", "Europe", "Oceania"}
        assert {each.group for each in secret.ballots} == {""}


def test_words_are_never_broken_down_by_groups() -> None:
    with Hall(ballot_event(BY_REGION, *REGIONS[:6])) as hall:
        people = hall.join(*(f"P{number}" for number in range(6)))
        sit(hall, people)
        cast(hall, people, "aaabbb")
        reveal(hall)
        cast(hall, people, [["one"], ["two"], ["one"], ["one"], ["two"], ["six"]])
        on = reveal(hall)
        secret = hall.results.of_round(hall.state, on).secret
        assert secret is not None
        assert (secret.groups, secret.hidden, bool(secret.salt)) == ((), (), True)


def test_head_of_the_log_at_the_close_is_that_of_the_count(hall: Hall) -> None:
    people = hall.join("Ada")
    cast(hall, people, "a")
    scene = hall.scene().on_screen
    assert scene is not None
    assert scene.closing is None
    hall.until(Phase.CLOSED)
    scene = hall.scene().on_screen
    assert scene is not None
    assert scene.closing is None
    hall.sealing.seal_all()
    counted = hall.stores.log.rows[EVENT][-1]
    for process in (hall, hall.beside()):
        scene = process.scene().on_screen
        assert scene is not None
        assert scene.closing is not None
        assert (scene.closing.seq, scene.closing.hash) == (counted.seq, counted.hash)


# ---- all that is published together ------------------------------------------------------------

cast_ballots = st.lists(
    st.builds(Ballot, st.sampled_from("abcd"), st.sampled_from(["", "Asia", "Europe", "Oceania"])),
    max_size=30,
)


@given(ballots=cast_ballots, k=st.integers(2, 8))
def test_no_publication_goes_beyond_what_the_rule_of_suppression_lets_through(
    ballots: list[Ballot], k: int
) -> None:
    """Page, files, screen and record are all made of this one result."""
    salts = (f"<salt {number}>" for number in count(1))
    sealed = seal(ballots, lambda: next(salts))
    rules = Rules(graded=False, voting=Voting(secrecy=Secrecy.SECRET, smallest=k))
    on = Round("r", HALL, "box", 1, 0, "b1", 1, rules, Phase.REVEALED, 0, voted=len(ballots))
    secret = SecretResult.of(choice("b1", correct=None), on, sealed, ballots)
    hidden = hidden_groups(by_content(ballots), k)
    if len(ballots) < k:
        assert secret == SecretResult(len(ballots), True)
        return
    grouped = {each.group for each in ballots} - {""}
    assert {each.name for each in secret.groups} == grouped - hidden
    assert set(secret.hidden) == grouped & hidden
    assert all(len(each.ballots) >= k for each in secret.groups)
    assert sorted(each.line for each in secret.ballots) == sorted(each.line for each in ballots)
    assert {each.group for each in secret.ballots} <= {""}
    told = repr(secret)
    for name in hidden - {""}:
        assert repr(sealed.groups[name].salt) not in told, "what is hidden stays sealed"
