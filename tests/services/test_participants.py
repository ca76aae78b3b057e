"""Coming in, coming back, going: who a phone is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from quizapp.domain.errors import (
    BadName,
    JoiningLocked,
    NameTaken,
    NotFound,
    NotSaved,
    Removed,
)
from quizapp.domain.event import JoinMode, Participant
from quizapp.domain.live import commands as cmd
from quizapp.services.participants import LEAST_SECRET, Joined, token_hash
from tests.hall import EVENT, Hall, event

PATIENCE_S = 10


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


def come_in(hall: Hall, name: str, token: str | None = None, language: str = "en") -> Joined:
    return hall.participants.join(EVENT, name, language, token)


def back(hall: Hall, token: str) -> Participant | None:
    return hall.participants.returning(EVENT, token)


def names(hall: Hall) -> list[str]:
    return [each.name for each in hall.participants.all(EVENT).values()]


def test_who_comes_in_gets_a_number_and_a_secret_of_which_a_hash_is_stored(hall: Hall) -> None:
    ada, grace = come_in(hall, "  Ada "), come_in(hall, "Grace", language="fr")
    assert (ada.participant.number, ada.participant.name) == (1, "Ada")
    assert (grace.participant.number, grace.participant.language) == (2, "fr")
    assert ada.participant.joined_at == hall.clock.now()
    assert ada.token != grace.token
    assert set(hall.stores.people.tokens) == {token_hash(ada.token), token_hash(grace.token)}
    assert back(hall, ada.token) == ada.participant
    assert names(hall) == ["Ada", "Grace"]


def test_a_stored_hash_is_no_secret() -> None:
    assert token_hash("secret") != "secret"
    assert len(token_hash("secret")) == 64


def test_a_name_that_looks_the_same_is_taken(hall: Hall) -> None:
    come_in(hall, "Ada")
    with pytest.raises(NameTaken):
        come_in(hall, "ADÁ")
    with pytest.raises(BadName):
        come_in(hall, "   ")
    assert names(hall) == ["Ada"]


def test_in_an_anonymous_event_nobody_has_a_name() -> None:
    with Hall(event(join=JoinMode.ANONYMOUS)) as hall:
        people = [come_in(hall, "Ada").participant for _ in range(3)]
    assert [(each.name, each.number) for each in people] == [("", 1), ("", 2), ("", 3)]


@pytest.mark.parametrize(
    ("wanted", "given"), [("fr", "fr"), ("en", "en"), ("ru", "en"), ("tlh", "en"), ("", "en")]
)
def test_a_language_that_the_event_does_not_offer_is_its_first(
    hall: Hall, wanted: str, given: str
) -> None:
    assert come_in(hall, "Ada", language=wanted).participant.language == given


def test_the_door_is_locked_for_new_phones_only(hall: Hall) -> None:
    ada = come_in(hall, "Ada")
    hall.do(cmd.LockJoining, on=True)
    with pytest.raises(JoiningLocked):
        come_in(hall, "Grace")
    with pytest.raises(JoiningLocked):
        come_in(hall, "Grace", token="another secret")
    assert come_in(hall, "Ada", ada.token).participant == ada.participant
    assert back(hall, ada.token) == ada.participant


def test_who_comes_back_is_the_same_perhaps_under_another_name(hall: Hall) -> None:
    ada, _ = come_in(hall, "Ada"), come_in(hall, "Grace")
    again = come_in(hall, "Ada L.", ada.token, "fr")
    assert again.token == ada.token
    assert again.participant == replace(ada.participant, name="Ada L.", language="fr")
    with pytest.raises(NameTaken):
        come_in(hall, "Grace", ada.token)
    assert names(hall) == ["Ada L.", "Grace"]
    assert come_in(hall, "Ada").participant.number == 3, "the old name is free"


def test_who_comes_back_to_an_anonymous_event_is_the_same() -> None:
    with Hall(event(join=JoinMode.ANONYMOUS)) as hall:
        first = come_in(hall, "")
        assert come_in(hall, "", first.token) == first


def test_a_join_sent_twice_with_the_phones_own_secret_makes_one_participant(hall: Hall) -> None:
    secret = "s" * LEAST_SECRET
    twice = [hall.meanwhile(partial(come_in, hall, "Ada", secret)) for _ in range(2)]
    first, second = (each.result(PATIENCE_S) for each in twice)
    assert first == second == Joined(first.participant, secret)
    assert names(hall) == ["Ada"]


def test_what_is_too_short_for_a_secret_is_replaced_by_one(hall: Hall) -> None:
    ada = come_in(hall, "Ada", "made up")
    assert ada.token != "made up"
    assert back(hall, "made up") is None


def test_who_left_is_still_known_and_welcome_back(hall: Hall) -> None:
    ada = come_in(hall, "Ada")
    hall.participants.leave(ada.participant)
    assert back(hall, ada.token) is None
    (left,) = hall.participants.all(EVENT).values()
    assert (left.name, left.left) == ("Ada", True), "the ranking needs the name"
    again = come_in(hall, "Ada", ada.token)
    assert again.participant == ada.participant
    (there,) = hall.participants.all(EVENT).values()
    assert not there.left


def test_who_is_removed_stays_out_until_readmitted(hall: Hall) -> None:
    ada = come_in(hall, "Ada")
    hall.do(cmd.RemoveParticipant, participant_id=ada.participant.id)
    with pytest.raises(Removed):
        back(hall, ada.token)
    with pytest.raises(Removed):
        come_in(hall, "Ada", ada.token)
    with pytest.raises(NameTaken):
        come_in(hall, "Ada")
    hall.do(cmd.ReadmitParticipant, participant_id=ada.participant.id)
    assert back(hall, ada.token) == ada.participant


def test_the_language_is_changed_and_kept(hall: Hall) -> None:
    ada = come_in(hall, "Ada")
    changed = hall.participants.set_language(ada.participant, "fr")
    assert changed.language == "fr"
    assert back(hall, ada.token) == changed
    assert hall.participants.all(EVENT)[changed.id] == changed
    assert hall.participants.set_language(changed, "ru").language == "en"


def test_the_same_language_again_writes_nothing(hall: Hall) -> None:
    ada = come_in(hall, "Ada").participant
    hall.stores.people.set_language = lambda *_: pytest.fail("it was written")  # type: ignore[method-assign]
    assert hall.participants.set_language(ada, ada.language) == ada


def test_the_language_of_who_was_deleted_meanwhile_is_not_found(hall: Hall) -> None:
    ada = come_in(hall, "Ada").participant
    hall.stores.people.set_language = lambda *_: hall.stores.people.rows.clear()  # type: ignore[method-assign]
    with pytest.raises(NotFound):
        hall.participants.set_language(ada, "fr")


# ---- failures and races ---------------------------------------------------------------------


def test_who_can_not_be_written_is_not_in(hall: Hall) -> None:
    hall.stores.people.fault.error = NotSaved()
    with pytest.raises(NotSaved):
        come_in(hall, "Ada")
    hall.stores.people.fault.error = None
    assert names(hall) == []
    assert come_in(hall, "Ada").participant.number == 1


def test_who_is_on_disk_is_let_in_although_the_list_can_not_be_read(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else its name would be taken by itself at the next try."""
    monkeypatch.setattr(hall.stores.people, "all", _fails)
    ada = come_in(hall, "Ada")
    monkeypatch.undo()
    assert hall.participants.all(EVENT) == {ada.participant.id: ada.participant}


def _fails(_event_id: str) -> tuple[Participant, ...]:
    raise NotSaved


def test_who_joins_while_the_list_is_first_read_is_on_it(hall: Hall) -> None:
    come_in(hall, "Ada")
    late = hall.beside()
    with late:
        late.stores.people.while_reading = lambda: come_in(late, "Grace")
        assert names(late) == ["Ada", "Grace"]


def test_two_who_read_the_list_at_once_share_it(hall: Hall) -> None:
    come_in(hall, "Ada")
    late = hall.beside()
    with late:
        late.stores.people.while_reading = lambda: (names(late), come_in(late, "Grace"))
        assert names(late) == ["Ada", "Grace"]


def test_the_list_is_a_copy_that_nobody_changes_under_its_reader(hall: Hall) -> None:
    come_in(hall, "Ada")
    before = hall.participants.all(EVENT)
    come_in(hall, "Grace")
    assert [each.name for each in before.values()] == ["Ada"]
    assert names(hall) == ["Ada", "Grace"]


def test_many_who_join_at_once_all_get_in_with_a_number_of_their_own(hall: Hall) -> None:
    wanted = [f"Delegate {n}" for n in range(80)]
    joining = [hall.meanwhile(partial(come_in, hall, name)) for name in wanted]
    numbers = [each.result(PATIENCE_S).participant.number for each in joining]
    assert sorted(numbers) == list(range(1, 81))
    assert set(names(hall)) == set(wanted)


def test_of_two_with_the_same_name_at_once_one_gets_in(hall: Hall) -> None:
    def try_to(_: int) -> bool:
        try:
            come_in(hall, "Ada")
        except NameTaken:
            return False
        return True

    tries = [hall.meanwhile(partial(try_to, n)) for n in range(8)]
    assert sum(each.result(PATIENCE_S) for each in tries) == 1


def test_who_was_in_an_event_that_was_deleted_is_forgotten(hall: Hall) -> None:
    ada = come_in(hall, "Ada").participant
    assert hall.participants.all(EVENT) == {ada.id: ada}
    hall.stores.people.rows.clear()
    assert hall.participants.all(EVENT) == {ada.id: ada}
    hall.participants.forget(EVENT)
    assert hall.participants.all(EVENT) == {}


def test_who_came_in_through_another_worker_is_read_on() -> None:
    with Hall() as hall, hall.beside() as other:
        assert not hall.participants.catch_up(EVENT), "nobody has asked yet"
        assert hall.participants.all(EVENT) == {}
        (ada,) = other.join("Ada")
        assert hall.participants.catch_up(EVENT)
        assert hall.participants.all(EVENT) == {ada.id: ada}
        assert not hall.participants.catch_up(EVENT)
        hall.stores.people.while_reading = lambda: hall.participants.forget(EVENT)
        assert not hall.participants.catch_up(EVENT)
