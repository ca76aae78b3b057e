"""Votes made in two clicks, and records of those that were held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.tallies import Counts
from quizapp.domain.text import LocalizedText
from quizapp.domain.voting import Majority, Secrecy, Voters, Voting
from quizapp.services.activities import Activities
from quizapp.services.new_votes import NewVotes, VotePlan
from tests.bank_fakes import FakeActivities, FakeBanks
from tests.hall import EVENT, Hall, event
from tests.seat_hall import ROLL_CALL, seats_event, sit


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(seats_event()) as made:
        yield made


def held(hall: Hall) -> str:
    """A vote of three, with a proxy and an observer; the id of its round."""
    kenya, aland, observer = sit(hall, "s1", "s2", "s5")
    hall.seats.give_proxy(EVENT, "s3", "s1", "by letter", "mary")
    on = hall.open_question("poll")
    hall.answer(kenya, "yes")
    hall.answer(kenya, "no", seat="s3")
    hall.answer(aland, "abs")
    hall.answer(observer, "no")
    hall.until(Phase.REVEALED)
    hall.seats.give_proxy(EVENT, "s3", None, "", "mary")
    return on.id


def test_record_says_who_might_vote_and_what_was_decided(hall: Hall) -> None:
    record = hall.votes.record(EVENT, held(hall))
    assert (record.eligible, record.voted, record.number) == (4, 3, 1)
    assert record.outcome is not None
    assert record.outcome.motion is not None
    assert not record.outcome.motion.carried
    assert record.tally == Counts(2, {"yes": 1, "no": 1}, abstained=1)
    assert record.observers == Counts(1, {"yes": 0, "no": 1})
    votes = [(each.seat.delegation, each.answer) for each in record.votes]
    assert votes == [("Åland", "abs"), ("France", "no"), ("Kenya", "yes"), ("Peru", None)]
    (proxy,) = record.proxies
    assert (proxy.seat.id, proxy.holder.id) == ("s3", "s1"), "as it was at the close"
    heads = [each.hash for each in hall.stores.log.rows[EVENT] if each.kind == "RoundClosed"]
    assert record.head == heads[-1]


def test_report_names_the_delegations_of_a_vote_by_seats(hall: Hall) -> None:
    held(hall)
    (on,) = hall.reports.report(EVENT, "poll", 1).rounds
    assert [(each.number, each.name, each.answer) for each in on.answers] == [
        (1, "Kenya · [Kenya]", "yes"),
        (2, "Åland · [Åland]", "abs"),
        (3, "France · [France]", "no"),
    ]


def test_no_record_before_the_result_was_shown(hall: Hall) -> None:
    on = hall.open_question("poll")
    for round_id in (on.id, "gone"):
        with pytest.raises(NotFound):
            hall.votes.record(EVENT, round_id)
    hall.until(Phase.CLOSED)
    with pytest.raises(NotFound):
        hall.votes.record(EVENT, on.id)


def test_record_of_a_vote_of_phones_has_no_names() -> None:
    with Hall(seats_event(Voting(majority=Majority.SIMPLE))) as hall:
        (ada,) = hall.join("Ada")
        on = hall.open_question("poll")
        hall.answer(ada, "yes")
        hall.until(Phase.REVEALED)
        record = hall.votes.record(EVENT, on.id)
        assert (record.eligible, record.votes, record.proxies) == (None, (), ())
        assert record.observers is None
        hall.do(cmd.VoidRound)
        assert hall.votes.record(EVENT, on.id).voided


def test_record_of_a_secret_vote_has_its_seal_and_no_observers() -> None:
    with Hall(
        seats_event(Voting(Voters.SEATS, Secrecy.SECRET, smallest=2, majority=Majority.SIMPLE))
    ) as hall:
        people = sit(hall, "s1", "s2")
        on = hall.open_question("poll")
        for who in people:
            hall.answer(who, "yes")
        hall.until(Phase.CLOSED)
        hall.sealing.seal_all()
        hall.until(Phase.REVEALED)
        record = hall.votes.record(EVENT, on.id)
        assert (record.voted, record.observers, record.votes) == (2, None, ())
        assert record.digest == hall.on_stage().digest
        assert record.salt
        assert record.outcome is not None
        assert record.outcome.motion is not None
        assert record.outcome.motion.carried


def test_observers_that_were_not_there_are_not_told(hall: Hall) -> None:
    on = hall.open_question("poll")
    hall.until(Phase.REVEALED)
    assert hall.votes.record(EVENT, on.id).observers is None


# ---- made in two clicks ---------------------------------------------------------------------


def say(language: str, text: str) -> str:
    return f"{text} {language}"


@pytest.fixture
def plain() -> Iterator[Hall]:
    with Hall(event()) as made:
        yield made


def test_motion_is_a_poll_of_one_question_in_a_bank_of_its_own(plain: Hall) -> None:
    banks, plans = FakeBanks(), FakeActivities()
    ids, clock = plain.stores.ids, plain.clock
    votes = NewVotes(banks, Activities(plans, plain.live, ids), clock, ids)
    title = LocalizedText.of({"en": "Budget", "fr": "Budget"})
    text = LocalizedText.of({"en": "The Council adopts the budget."})
    first = votes.make(plain.live.event(EVENT), VotePlan(title, text, "", ROLL_CALL), say, "mary")
    clock.pass_ms(1)
    election = Voting(Voters.SEATS, places=2)
    names = ("Ms A", "Mr B", "Ms C")
    second = votes.make(
        plain.live.event(EVENT), VotePlan(title, LocalizedText(), "", election, names), say, "mary"
    )
    (bank,) = banks.banks()
    assert (bank.slug, bank.head.title.get("fr")) == ("votes-isc-17", "Votes fr")
    (_, plan, ((motion_id, _),)) = plans.rows[first]
    assert (plan.slug, plan.kind, plan.voting) == ("vote", "poll", ROLL_CALL)
    motion = banks.version(motion_id, 1)
    assert motion.stances() == {"for": "for", "against": "against", "abstain": "abstain"}
    assert motion.prompt.get("en") == "The Council adopts the budget."
    assert motion.public_view("fr")["options"][1]["text"] == "Contre"  # type: ignore[index,call-overload]
    (_, plan, ((election_id, _),)) = plans.rows[second]
    assert plan.slug == "election"
    asked = banks.version(election_id, 1)
    assert asked.prompt.get("en") == "Budget"
    assert (asked.content.max_choices, list(asked.labels("fr").values())) == (2, list(names))
