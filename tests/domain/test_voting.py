import json

import pytest

from quizapp.domain.voting import (
    PLAIN,
    GroupBy,
    Majority,
    NamesTo,
    Secrecy,
    Voters,
    Voting,
    faults_of,
    from_data,
    to_data,
)


def test_settings_of_a_vote_come_back_from_their_data() -> None:
    vote = Voting(
        voters=Voters.SEATS,
        secrecy=Secrecy.SECRET,
        smallest=7,
        majority=Majority.TWO_THIRDS,
        quorum=50,
        places=3,
    )
    assert from_data(json.loads(json.dumps(to_data(vote)))) == vote
    assert (vote.secret, vote.by_seat) == (True, True)


def test_a_vote_of_which_nothing_is_said_is_a_poll_as_ever() -> None:
    assert from_data({}) == PLAIN
    assert (PLAIN.secret, PLAIN.by_seat) == (False, False)


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        from_data({"voters": "nobody"})


@pytest.mark.parametrize(
    ("voting", "faults"),
    [
        (PLAIN, ()),
        (Voting(Voters.SEATS, quorum=50, majority=Majority.OF_MEMBERS), ()),
        (Voting(quorum=50), (("quorum", "needs_seats"),)),
        (Voting(majority=Majority.OF_MEMBERS), (("majority", "needs_seats"),)),
        (
            Voting(secrecy=Secrecy.SECRET, names_to=NamesTo.ROOM),
            (("names_to", "secret_has_no_names"),),
        ),
        (Voting(group_by=GroupBy.REGION), (("group_by", "groups_are_for_secret"),)),
        (Voting(secrecy=Secrecy.SECRET, group_by=GroupBy.REGION), ()),
        (Voting(places=2, majority=Majority.SIMPLE), (("places", "motion_or_election"),)),
    ],
)
def test_what_does_not_go_together_is_named(
    voting: Voting, faults: tuple[tuple[str, str], ...]
) -> None:
    assert faults_of(voting) == faults


def test_roll_call_is_of_named_seats_that_said_so() -> None:
    called = Voting(Voters.SEATS, names_to=NamesTo.ROOM)
    assert called.roll_call
    assert not Voting(names_to=NamesTo.ROOM).roll_call
    assert not Voting(Voters.SEATS, Secrecy.SECRET, NamesTo.ROOM).roll_call
    assert [each.formal for each in (PLAIN, Voting(places=1), Voting(quorum=1))] == [
        False,
        True,
        True,
    ]
