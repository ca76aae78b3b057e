"""Questions from the floor: what may be asked, and what a moderator may make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain import qa
from quizapp.domain.errors import (
    BadMessage,
    NameWanted,
    QuestionMerged,
    QuestionNotShown,
    QuestionSettled,
)
from quizapp.domain.qa import FloorQuestion, QaRules, QaSession, Standing

SESSION = QaSession("s", "event", "hall", None)
OPENLY = replace(SESSION, rules=QaRules(moderated=False, anonymous=False))
NOW = 1_519_900_012_345
QUESTION = FloorQuestion("q1", "s", "Why?", "Why?", 0, standing=Standing.APPROVED)
OTHER = replace(QUESTION, id="q2", asked_at=60_000)
MERGED = replace(QUESTION, id="q3", merged_into="q1")


def test_words_are_tidied_up() -> None:
    wording = qa.worded("  What\n about  it? ", " Ada ", "France", QaRules())
    assert wording == qa.Wording("What about it?", "Ada", "France")
    assert qa.worded("2025?", "", "", QaRules()) == qa.Wording("2025?")


@pytest.mark.parametrize(
    ("text", "name", "delegation", "field"),
    [
        ("", "", "", "text"),
        (" ?! ", "", "", "text"),
        ("a" * 301, "", "", "text"),
        ("turned \u202e round", "", "", "text"),
        ("Why?", "a" * 61, "", "name"),
        ("Why?", "a" * 500, "", "name"),
        ("Why?", "", "\u202e", "delegation"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(
    text: str, name: str, delegation: str, field: str
) -> None:
    with pytest.raises(BadMessage) as refusal:
        qa.worded(text, name, delegation, QaRules())
    assert refusal.value.details == {"field": field}


def test_where_names_are_wanted_nobody_asks_without() -> None:
    with pytest.raises(NameWanted):
        qa.worded("Why?", "", "France", OPENLY.rules)
    assert qa.worded("Why?", "Ada", "", OPENLY.rules).name == "Ada"


@pytest.mark.parametrize("limit", [-1, 21])
def test_a_limit_has_bounds(limit: int) -> None:
    with pytest.raises(BadMessage):
        QaRules(limit=limit)


def test_a_fresh_question_waits_for_a_moderator_and_tells_the_minute_alone() -> None:
    fresh = qa.asked("q", SESSION, qa.Wording("Why?", "Ada"), NOW)
    assert fresh == FloorQuestion("q", "s", "Why?", "Why?", 1_519_899_960_000, "Ada")
    assert (fresh.shown, fresh.settled, fresh.edited) == (False, False, False)


def test_without_moderation_only_strong_language_waits() -> None:
    assert qa.asked("q", OPENLY, qa.Wording("Why?", "Ada"), NOW).shown
    assert not qa.asked("q", OPENLY, qa.Wording("Why this fucking tax?"), NOW).shown


@pytest.mark.parametrize("was", Standing)
@pytest.mark.parametrize("to", Standing)
def test_a_moderator_may_move_it_anywhere(was: Standing, to: Standing) -> None:
    moved = qa.moved(replace(QUESTION, standing=was), to)
    assert moved.standing is to
    assert moved.shown is (to in (Standing.APPROVED, Standing.ANSWERED))
    assert moved.settled is (to in (Standing.ARCHIVED, Standing.ANSWERED))


def test_what_stands_under_another_one_is_left_alone() -> None:
    for act in (
        lambda: qa.moved(MERGED, Standing.ANSWERED),
        lambda: qa.spotlit(MERGED),
        lambda: qa.edited(MERGED, "Why not?"),
        lambda: qa.labelled(MERGED, "tax", on=True),
        lambda: qa.merged({}, MERGED, OTHER),
        lambda: qa.merged({}, OTHER, MERGED),
    ):
        with pytest.raises(QuestionMerged):
            act()
    assert not MERGED.shown
    assert MERGED.settled


def test_the_spotlight_approves_but_not_what_was_put_away() -> None:
    assert qa.spotlit(replace(QUESTION, standing=Standing.NEW)) == QUESTION
    assert qa.spotlit(replace(QUESTION, standing=Standing.ANSWERED)) == QUESTION
    with pytest.raises(QuestionNotShown):
        qa.spotlit(replace(QUESTION, standing=Standing.ARCHIVED))


def test_other_words_are_marked_as_such_until_they_are_the_old_ones() -> None:
    edited = qa.edited(QUESTION, " Why  not? ")
    assert (edited.text, edited.asked_text, edited.edited) == ("Why not?", "Why?", True)
    assert qa.edited(edited, "Why?") == QUESTION
    with pytest.raises(BadMessage):
        qa.edited(QUESTION, "")


def test_labels_are_few_and_each_is_there_once() -> None:
    labelled = qa.labelled(qa.labelled(QUESTION, "Tax", on=True), "tax", on=True)
    assert labelled.labels == ("tax",)
    assert qa.labelled(labelled, "TAX", on=False).labels == ()
    full = replace(QUESTION, labels=tuple("abcde"))
    assert qa.labelled(full, "a", on=True).labels == tuple("bcdea")
    for wrong in ("f", "", "x" * 31):
        with pytest.raises(BadMessage) as refusal:
            qa.labelled(full, wrong, on=True)
        assert refusal.value.details == {"field": "label"}


def test_what_was_merged_before_follows() -> None:
    known = {each.id: each for each in (QUESTION, OTHER, MERGED)}
    assert qa.merged(known, QUESTION, OTHER) == (
        replace(QUESTION, merged_into="q2"),
        replace(MERGED, merged_into="q2"),
    )
    with pytest.raises(BadMessage):
        qa.merged(known, QUESTION, QUESTION)
    assert qa.parted(MERGED) == replace(MERGED, merged_into=None)
    assert qa.parted(QUESTION) == QUESTION


def test_only_what_the_room_has_not_dealt_with_is_taken_back() -> None:
    qa.withdrawable(QUESTION, None)
    qa.withdrawable(replace(QUESTION, standing=Standing.NEW), "q2")
    for question, spotlight in (
        (QUESTION, "q1"),
        (MERGED, None),
        (replace(QUESTION, standing=Standing.ANSWERED), None),
    ):
        with pytest.raises(QuestionSettled):
            qa.withdrawable(question, spotlight)


def test_the_most_wanted_comes_first_and_of_equals_the_older_one() -> None:
    wanted = replace(OTHER, id="q9", votes=2)
    assert qa.by_votes([OTHER, QUESTION, wanted]) == (wanted, QUESTION, OTHER)
