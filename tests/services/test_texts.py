"""What the room may see of typed texts when nobody has said anything of them yet."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.live.board import TextMark
from quizapp.domain.questions.open_text import OpenText, OpenTextContent
from quizapp.domain.tallies import Counts, TextGroup, Texts, without
from quizapp.presentation.tallies import for_console_tally, for_tally
from quizapp.services.texts import TextLook

TALLY = Texts(3, {"trust": TextGroup("Trust", 2), "shit": TextGroup("Shit!", 1)})


def test_strong_language_is_out_of_sight_until_a_moderator_shows_it() -> None:
    for moderated in (False, True):
        look = TextLook(moderated=moderated)
        assert look.mark_of("shit", "Shit!") is TextMark.HIDDEN
        assert "shit" in look.hidden(TALLY)

    shown = TextLook(marks={"shit": TextMark.APPROVED}).for_room(TALLY)

    assert shown == TALLY


def test_strong_language_in_a_whole_sentence_is_found_though_its_key_is_a_digest() -> None:
    tally = OpenText().tally(OpenTextContent(200, 1, moderated=False), [["What a shit idea"]])

    assert TextLook().for_room(tally) == replace(tally, groups={})


def test_room_hears_nothing_of_it_and_the_console_that_it_is_hidden() -> None:
    room, console = for_tally(TALLY, TextLook()), for_console_tally(TALLY, TextLook())

    assert "shit" not in str(room).casefold()
    assert (room["voters"], room["groups_total"]) == (3, 1)
    assert [(each["key"], each["state"]) for each in console["groups"]] == [  # type: ignore[union-attr, index, call-overload]
        ("trust", "new"),
        ("shit", "hidden"),
    ]


def test_taking_out_texts_leaves_other_tallies_alone() -> None:
    counts = Counts(1, {"shit": 1})

    assert without(counts, frozenset({"shit"})) is counts
    assert without(TALLY, frozenset({"other"})) is TALLY
    assert without(TALLY, frozenset({"trust", "shit"})) == Texts(3, {})
