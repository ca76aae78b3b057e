import json

import pytest

from quizapp.domain.voting import PLAIN, Majority, Secrecy, Voters, Voting, from_data, to_data


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
