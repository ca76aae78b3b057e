"""Names: what may be shown to a room, and which two look the same."""

from __future__ import annotations

import contextlib
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.domain.errors import BadName
from quizapp.domain.names import (
    LONGEST_NAME,
    LONGEST_NICKNAME,
    MOST_CODE_POINTS,
    clean_name,
    name_key,
)
from quizapp.domain.typed import length

ZWNJ, ZWJ = "\u200c", "\u200d"
FAMILY = f"👩{ZWJ}👩{ZWJ}👧"

KEPT = [
    ("Ada", "Ada"),
    ("  Ada \t\n Lovelace ", "Ada Lovelace"),
    ("Ada\u00a0\u3000L.", "Ada L."),
    ("Zoe\u0308", "Zoë"),
    ("O'Neill-Çelik", "O'Neill-Çelik"),
    ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
    ("محمد", "محمد"),
    ("مُحَمَّد", "مُحَمَّد"),
    (f"می{ZWNJ}خواهم", f"می{ZWNJ}خواهم"),
    (f"ක්{ZWJ}රිස්", f"ක්{ZWJ}රිස්"),
    (FAMILY, FAMILY),
    ("👩🏽 Ada", "👩🏽 Ada"),
    ("❤️", "❤️"),
    ("7", "7"),
    ("李小龍", "李小龍"),
    ("x" * 24, "x" * 24),
    (FAMILY * 24, FAMILY * 24),
    ("\ufeffAda\u200e", "Ada"),
    ("\u2068Ada\u2069", "Ada"),
    ("A\u00adda", "Ada"),
    (f"{ZWNJ}Ada{ZWJ}", "Ada"),
    (f"A{ZWJ}da", "Ada"),
    (f"می{ZWNJ}{ZWNJ}خواهم", f"می{ZWNJ}خواهم"),
    (f"می{ZWNJ} خ", "می خ"),
]

REFUSED = [
    "",
    "   ",
    "x" * 25,
    "...",
    "-- !?",
    "+",
    "A\x00da",
    "A\x7fda",
    "\u202eadA",
    "A\u202dda",
    "A\u202ada",
    "A\ud800",
    "A\ue000",
    "A\u0378",
    "A\u180eda",
    "\U000e0041Ada",
    ZWJ,
    "\u3164",
    "Ada\u2800",
    "A\u034fda",
    "\u0301Ada",
    "Ada \u0301b",
    "Z" + "\u0351" * 5 + "oe",
    ZWJ.join("م" * 25),
    ZWJ.join("👩" * 200),
]

SAME = [
    ("Ada", "ADA"),
    ("Ada", "Аda"),
    ("Ada", "Αda"),
    ("Ada", "ａｄａ"),
    ("Ada", "Á d.a"),
    ("Ada", f"A{ZWJ}d{ZWNJ}a"),
    ("Ada", "𝐀𝐝𝐚"),
    ("POCHTA", "РОСНТА"),
    ("Nina", "Νιna"),
    ("Otto", "0tt0"),
    ("Ian", "lan"),
    ("Ian", "1an"),
    ("Ian", "|an"),
    ("İan", "ıan"),
    ("Straße", "STRASSE"),
    ("Σ7", "ς7"),
    ("Agent 5", "Agent ٥"),
    ("محمد", "مُحَمَّد"),
    ("❤️", "❤"),
    ("Олег", "ОЛЕГ"),
]

DIFFERENT = [
    ("Ada", "Eda"),
    ("Ada", "Ada 2"),
    ("राम", "रीम"),
    ("たか", "たが"),
    ("👩", "👨"),
    ("Ян", "Ан"),
]


@pytest.mark.parametrize(("raw", "kept"), KEPT)
def test_clean_name_keeps_what_people_are_called(raw: str, kept: str) -> None:
    assert clean_name(raw) == kept


@pytest.mark.parametrize("raw", REFUSED)
def test_clean_name_refuses_what_should_not_stand_on_a_screen(raw: str) -> None:
    with pytest.raises(BadName) as refused:
        clean_name(raw)
    assert refused.value.details == {"most": LONGEST_NICKNAME}


@pytest.mark.parametrize(("name", "characters"), [("Zoë", 3), (FAMILY, 1), ("👩🏽", 1), ("ab", 2)])
def test_length_counts_as_a_reader_does(name: str, characters: int) -> None:
    assert length(name) == characters


@pytest.mark.parametrize(("one", "other"), SAME)
def test_name_key_is_one_for_names_that_look_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_name_key_tells_apart_what_readers_tell_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_name_key_of_marks_alone_is_not_empty() -> None:
    assert name_key("\uff9e") != ""


# Text in which what is hard comes often: marks, joiners, scripts that mix, controls.
hard = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "AaÉéАаΑα01liIоOo .-\u0301\u0308\u200c\u200d\u200e\u202e\ufe0f👩🏽م\u064eکි"
        ),
    ),
    max_size=40,
)


@given(hard)
@example("\u212b\u200dm")
def test_clean_name_is_stable_and_refuses_only_with_bad_name(raw: str) -> None:
    with contextlib.suppress(BadName):
        name = clean_name(raw)
        assert clean_name(name) == name
        assert 1 <= length(name) <= LONGEST_NICKNAME
        assert len(name) <= MOST_CODE_POINTS
        assert name_key(name) != ""


@given(hard)
def test_name_key_is_stable(raw: str) -> None:
    assert name_key(name_key(raw)) == name_key(raw)


@given(st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=24))
def test_name_key_does_not_see_case_nor_accents(raw: str) -> None:
    marked = unicodedata.normalize("NFC", "".join(each + "\u0301" for each in raw))
    keys = {name_key(each) for each in (raw, marked, raw.casefold(), raw.casefold().upper())}
    assert keys == {name_key(raw)}


def test_the_name_of_a_person_may_be_longer_than_a_nickname() -> None:
    name = "María Fernanda Rodríguez de la Cruz"
    assert clean_name(name, LONGEST_NAME) == name
    with pytest.raises(BadName):
        clean_name(name)
