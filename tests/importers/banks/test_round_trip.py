"""Out and in again gives the same bank, as far as the format can carry it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizapp import paths
from quizapp.domain.bank import BANK_FORMAT, Bank, Question, read_bank
from quizapp.domain.bank_files import Imported
from quizapp.domain.pictures import id_of
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.exports.banks import BANK_EXPORTERS
from quizapp.exports.banks.template import template_bank
from quizapp.importers.bank_yaml import read_bank_file
from quizapp.importers.banks import BANK_IMPORTERS, read_any
from tests.contracts.questions import key_of, keyless, readable
from tests.importers.banks.golden_files import keep

PICTURE = b"a picture"
_ALT = {"en": 'A <port> & "more"', "fr": "Un port"}

# Every character that some format gives a meaning, alone and among words.
_SIGNS = "~=#{}:\\|<>&\"'%;,/[]*$-+@()!?\t\n_.^`´ "
texts = st.text(st.sampled_from(_SIGNS + "abcXYZ012éßñЖع中"), min_size=1, max_size=14).map(
    lambda text: " ".join(text.split())
).filter(bool) | st.sampled_from(
    (
        "=1+1",
        "@SUM(A1)",
        "'=1+1",
        "''-x; '@",
        "-5",
        "%50%half",
        "a -> b",
        "<b>bold</b> &amp;",
        "[html]x",
        "// not a comment",
        "$CATEGORY: x",
        "A. x",
        "ANSWER: B",
        "::t:: x",
        "{T}",
        "T",
        "TRUE",
        "2*3",
        "\\n",
        "null",
        "2018-01-02",
        "1e5",
        "#N/A",
        "None of these",
        "يوم الأحد",
    )
)


@st.composite
def questions(draw: st.DrawFn, slug: str, kinds: tuple[str, ...]) -> dict[str, Any]:
    """A question in one or two languages with every field that formats treat in a way of their own."""
    kind = draw(st.sampled_from(kinds))
    said = st.builds(lambda en, fr: {"en": en, "fr": fr}, texts, texts)
    question: dict[str, Any] = {"slug": slug, "type": kind, "prompt": draw(said)}
    question |= draw(_CONTENTS[kind](said))
    if draw(st.booleans()):
        question["explanation"] = draw(said)
    if draw(st.booleans()):
        question["source"] = {"title": draw(texts), "issuer": draw(texts), "year": 2018}
    if draw(st.booleans()):
        question["tags"] = draw(st.lists(st.sampled_from(("a-b", "x y", "z]")), unique=True))
    question["points"] = draw(st.sampled_from((0, 1000, 2000)))
    if draw(st.booleans()):
        question["time_limit_s"] = draw(st.sampled_from((5, 20, 240)))
        question["difficulty"] = draw(st.integers(1, 3))
    return question


def _options(said: st.SearchStrategy[Any], ids: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Told apart by a number at their end: formats without ids know them by their texts."""
    return st.tuples(*(said for _ in ids)).map(
        lambda drawn: [
            {"id": each, "text": {name: f"{one} {place}" for name, one in text.items()}}
            for place, (each, text) in enumerate(zip(ids, drawn, strict=True))
        ]
    )


def _built(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


_CONTENTS: Mapping[str, Callable[[st.SearchStrategy[Any]], st.SearchStrategy[dict[str, Any]]]] = {
    "single_choice": lambda said: _built(
        options=_options(said, ("a", "b", "c")), correct=st.sampled_from("abc")
    ),
    "multiple_choice": lambda said: _built(
        options=_options(said, ("a", "b", "c", "d", "e")),
        correct=st.sampled_from((["a"], ["b", "c"], ["a", "d", "e"])),
    ),
    "short_text": lambda said: _built(
        accepted=st.lists(
            st.sampled_from(("WCO", "a=b", "x|y", "2*3", "50%", "p -> q", "{a}")),
            min_size=1,
            max_size=3,
            unique=True,
        ).map(lambda drawn: {"en": drawn})
    ),
    "number": lambda _: _built(
        min=st.just(-100),
        max=st.just(100),
        step=st.just(0.5),
        value=st.sampled_from((-12.5, 0, 3, 99.5)),
        tolerance=st.sampled_from((0, 0.5, 2)),
    ),
    "matching": lambda said: _built(
        left=_options(said, ("l1", "l2")),
        right=_options(said, ("r1", "r2", "r3")),
        pairs=st.just({"l1": "r2", "l2": "r1"}),
    ),
    "ordering": lambda said: _built(
        items=_options(said, ("x", "y", "z")), correct=st.just(["z", "x", "y"])
    ),
    "slide": lambda said: said.map(lambda text: {"body": text}),
    "open_text": lambda _: st.just({}),
    "scale": lambda said: _built(
        statements=_options(said, ("s1", "s2")), low=said, high=said, steps=st.just(4)
    ),
}
_MOODLE = tuple(each for each in _CONTENTS if each != "scale")


def banks(kinds: tuple[str, ...]) -> st.SearchStrategy[Bank]:
    """Of three questions."""
    several = st.tuples(*(questions(f"q-{number}", kinds) for number in range(3)))
    return several.map(
        lambda drawn: read_bank(
            {
                "format": BANK_FORMAT,
                "slug": "small",
                "title": {"en": "small", "fr": "petit"},
                "languages": ["en", "fr"],
                "questions": list(drawn),
            }
        )
    )


def round_trip(bank: Bank, slug: str, language: str = "en") -> Imported:
    """Out in the format and in again."""
    pictures = {id_of(PICTURE): PICTURE} | {each.id: each.data for each in bank.pictures}
    exported = BANK_EXPORTERS[slug].write(bank, pictures, language)
    return read_any(exported.filename, exported.data, language, keep)


def test_formats_go_out_under_the_names_they_come_in() -> None:
    assert set(BANK_EXPORTERS) == set(BANK_IMPORTERS)
    for slug, exporter in BANK_EXPORTERS.items():
        assert exporter.slug == slug
        assert exporter.suffix in BANK_IMPORTERS[slug].suffixes
        imported = round_trip(template_bank(), slug)
        assert imported.format == slug
        assert imported.bank.questions


@pytest.mark.parametrize("slug", ["zip", "yaml", "csv", "xlsx"])
@pytest.mark.parametrize("name", ["integrity-quiz.yaml", "agenda-polls.yaml", "every-type.yaml"])
def test_shipped_banks_come_back_whole(slug: str, name: str) -> None:
    bank = read_bank_file(paths.question_banks() / name, keep)

    again = {each.slug: each for each in round_trip(bank, slug).bank.questions}

    for was in bank.questions:
        if slug in ("zip", "yaml") or not was.pictures:
            assert again[was.slug].to_dict() == was.to_dict()


@given(banks(tuple(_CONTENTS)))
@settings(max_examples=10)
def test_own_formats_carry_everything(bank: Bank) -> None:
    for slug in ("zip", "yaml", "csv", "xlsx"):
        again = round_trip(bank, slug).bank
        assert [each.to_dict() for each in again.questions] == [
            each.to_dict() for each in bank.questions
        ], slug
    assert round_trip(bank, "zip").bank == bank
    assert round_trip(bank, "xlsx").bank == bank


@given(banks(_MOODLE), st.sampled_from(("en", "fr")))
@settings(max_examples=40)
def test_moodle_formats_carry_what_they_say(bank: Bank, language: str) -> None:
    for slug in ("gift", "moodle"):
        exported = BANK_EXPORTERS[slug].write(bank, {}, language)
        lost = {each.slug for each in exported.notes if each.question_number}
        if len(lost) == len(bank.questions):
            continue
        again = {each.slug: each for each in round_trip(bank, slug, language).bank.questions}
        for question in bank.questions:
            if question.slug not in lost and question.type != "slide":
                found = again.get(question.slug)
                assert found is not None, (slug, exported.data.decode())
                assert essence(found, language) == essence(question, language), slug


def essence(question: Question, language: str) -> dict[str, Any]:
    """What one language of a question asks, and what is right, whatever the ids are."""
    right = {question.labels(language).get(each, each) for each in question.right()}
    key = question.key_text(language)
    accepted = question.reveal_view(language)["key"]
    return {
        "type": question.type,
        "prompt": question.prompt.get(language),
        "texts": sorted(_texts_of(question, language)),
        "right": sorted(right),
        "key": key if question.type in ("single_choice", "number") else "",
        "accepted": accepted if question.type == "short_text" else "",
        "explanation": question.explanation.get(language),
        "tags": question.tags,
    }


def _texts_of(question: Question, language: str) -> list[str]:
    document: Mapping[str, Any] = question.to_dict()
    lists = [value for value in document.values() if isinstance(value, list)]
    return [
        entry["text"][language] if language in entry["text"] else entry["text"].popitem()[1]
        for each in lists
        for entry in each
        if isinstance(entry, dict)
    ]


@given(banks(("single_choice", "multiple_choice")), st.sampled_from(("en", "fr")))
@settings(max_examples=25)
def test_short_formats_carry_the_choice(bank: Bank, language: str) -> None:
    for slug in ("kahoot", "aiken"):
        exported = BANK_EXPORTERS[slug].write(bank, {}, language)
        left_out = {each.slug for each in exported.notes if each.level == "left_out"}
        kept = [each for each in bank.questions if each.slug not in left_out]
        again = round_trip(bank, slug, language).bank.questions if kept else ()
        for was, now in zip(kept, again, strict=True):
            assert now.prompt.get(language) == was.prompt.get(language)
            assert [now.labels(language)[each] for each in now.right()] == [
                was.labels(language)[each] for each in was.right()
            ]


def test_pictures_go_along_where_the_format_has_them() -> None:
    picture = {"id": id_of(PICTURE), "alt": _ALT, "width": 40, "height": 30}
    document = {
        "format": BANK_FORMAT,
        "slug": "pictured",
        "title": {"en": "Pictured"},
        "languages": ["en", "fr"],
        "questions": [
            {
                "slug": "q",
                "type": "single_choice",
                "prompt": {"en": "Where\nis <it>?", "fr": "Où ?"},
                "picture": picture,
                "options": [
                    {"id": "a", "text": {"en": "Here & there"}, "picture": picture},
                    {"id": "b", "text": {"en": "b"}},
                ],
                "correct": "a",
            }
        ],
    }
    bank = read_bank(document)

    for slug in ("zip", "moodle"):
        (question,) = round_trip(bank, slug).bank.questions
        assert question.prompt.get("en") == "Where\nis <it>?"
        assert question.labels("en")["a"] == "Here & there"
        assert [each.id for each in question.pictures] == [id_of(PICTURE)] * 2
        assert question.pictures[0].alt.get("en") == _ALT["en"]
    for slug in ("yaml", "csv", "xlsx", "gift", "kahoot", "aiken"):
        codes = {each.code for each in BANK_EXPORTERS[slug].write(bank, {}, "en").notes}
        assert codes & {"pictures_not_carried", "not_carried_pictures"}, slug
    without = BANK_EXPORTERS["zip"].write(bank, {}, "en")
    assert [each.code for each in without.notes] == ["pictures_not_carried"]


def test_every_type_of_ours_is_carried_or_named() -> None:
    bank = read_bank_file(paths.question_banks() / "every-type.yaml", keep)
    assert {each.type for each in bank.questions} <= set(QUESTION_TYPES)

    for slug in ("csv", "xlsx", "gift", "moodle", "aiken", "kahoot"):
        exported = BANK_EXPORTERS[slug].write(bank, {}, "en")
        named = {each.slug for each in exported.notes if each.level == "left_out"} - {""}
        if len(named) < len(bank.questions):
            came = read_any(exported.filename, exported.data, "en").bank.questions
            assert len(came) + len(named) == len(bank.questions), slug


@pytest.mark.parametrize("slug", [each for each in QUESTION_TYPES if each != "pin_on_image"])
@given(st.data())
@settings(max_examples=5)
def test_whatever_a_type_says_of_its_fields_goes_through_a_table(
    slug: str, data: st.DataObject
) -> None:
    drawn = data.draw(keyless(QUESTION_TYPES[slug]))
    question = _without_pictures(drawn) | data.draw(key_of(QUESTION_TYPES[slug], drawn))
    assume(readable(question))
    head = {"format": BANK_FORMAT, "slug": "b", "title": {"en": "B"}}
    bank = read_bank({**head, "questions": [question]})

    (again,) = round_trip(bank, "csv").bank.questions

    assert again.to_dict() == bank.questions[0].to_dict()


def _without_pictures(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_pictures(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_pictures(each) for name, each in value.items() if name != "picture"}
    return value
