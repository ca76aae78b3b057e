"""What stays behind is said, format by format; what goes out does no harm where it is opened."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from quizapp.domain.bank import BANK_FORMAT, Bank, read_bank
from quizapp.exports.banks import BANK_EXPORTERS
from quizapp.exports.banks.template import template_bank

OPTIONS = [{"id": each, "text": {"en": each.upper()}} for each in "abcde"]


def bank(*questions: dict[str, Any], **changes: Any) -> Bank:
    document = {
        "format": BANK_FORMAT,
        "slug": "small",
        "title": {"en": "Small"},
        "languages": ["en", "fr"],
        "questions": [
            {"slug": f"q-{number}", "prompt": {"en": "Which?"}, **each}
            for number, each in enumerate(questions, start=1)
        ],
    }
    return read_bank(document | changes)


CHOICE = {"type": "single_choice", "options": OPTIONS[:3], "correct": "a"}
FULL = {
    **CHOICE,
    "prompt": {"en": "Which?", "fr": "Lequel ?"},
    "explanation": {"en": "So."},
    "source": {"title": "T", "issuer": "I"},
    "tags": ["x"],
    "difficulty": 1,
    "time_limit_s": 25,
    "points": 2000,
    "scoring": "mild",
    "shuffle": True,
    "options": [*OPTIONS[:2], {**OPTIONS[2], "role": "none"}],
}


def said(slug: str, content: Bank) -> list[str]:
    """`slug code` of each note, those on the whole file with `-`."""
    notes = BANK_EXPORTERS[slug].write(content, {}, "en").notes
    return [f"{each.slug or '-'} {each.code}" for each in notes]


@pytest.mark.parametrize(
    ("slug", "carried"),
    [
        ("zip", "*"),
        ("yaml", "*"),
        ("xlsx", "*"),
        ("csv", "difficulty explanation languages points roles scoring shuffle source tags time"),
        ("moodle", "explanation points shuffle tags"),
        ("gift", "explanation tags"),
        ("kahoot", "time"),
        ("aiken", ""),
    ],
)
def test_what_a_format_has_no_place_for_is_said(slug: str, carried: str) -> None:
    everything = (
        "about difficulty explanation languages points roles scoring shuffle source tags time_limit"
    )
    expected = [
        f"- not_carried_{each}"
        for each in everything.split()
        if carried != "*" and each.partition("_")[0] not in carried.split()
    ]

    found = [each for each in said(slug, bank(FULL, licence="CC0")) if each.startswith("-")]

    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("slug", "question", "expected"),
    [
        ("gift", {"type": "word_cloud"}, ["q-1 type_not_carried"]),
        ("moodle", {"type": "rating"}, ["q-1 type_not_carried"]),
        ("aiken", {"type": "slide"}, ["q-1 type_not_carried"]),
        ("kahoot", {"type": "open_text"}, ["q-1 type_not_carried"]),
        ("gift", {**CHOICE, "correct": None}, ["q-1 poll_without_key"]),
        ("moodle", {"type": "number"}, ["q-1 poll_not_carried"]),
        ("gift", {"type": "short_text"}, ["q-1 poll_not_carried"]),
        ("aiken", {**CHOICE, "correct": None}, ["q-1 poll_not_carried"]),
        ("kahoot", {**CHOICE, "correct": None}, ["q-1 poll_not_carried"]),
        ("kahoot", {**CHOICE, "options": OPTIONS}, ["q-1 too_many_options"]),
        ("kahoot", CHOICE, ["q-1 time_limit_chosen"]),
        ("kahoot", {**CHOICE, "time_limit_s": 20}, []),
        (
            "kahoot",
            {**CHOICE, "time_limit_s": 20, "type": "multiple_choice", "correct": ["a", "b"]},
            ["q-1 any_right_answer"],
        ),
        (
            "kahoot",
            {**CHOICE, "time_limit_s": 900, "prompt": {"en": "W" * 121}},
            ["q-1 text_cut", "q-1 time_limit_chosen"],
        ),
        ("aiken", {**CHOICE, "prompt": {"en": "A. which?"}}, ["q-1 sign_in_text"]),
        ("gift", {"type": "short_text", "accepted": {"en": ["a -> b"]}}, ["q-1 sign_replaced"]),
    ],
)
def test_what_becomes_of_a_question_is_said(
    slug: str, question: dict[str, Any], expected: list[str]
) -> None:
    assert said(slug, bank(question)) == expected


def test_kahoot_sheet_looks_like_the_template() -> None:
    content = bank({**FULL, "prompt": {"en": "W" * 130}}, {**CHOICE, "time_limit_s": 3000})

    sheet = load_workbook(
        io.BytesIO(BANK_EXPORTERS["kahoot"].write(content, {}, "en").data)
    ).worksheets[0]

    assert sheet["B8"].value == "Question - max 120 characters"
    first, second = ([cell.value for cell in row] for row in sheet["A9:H10"])
    assert first == [1, "W" * 119 + "…", "A", "B", "C", None, 30, 1]
    assert second[-2:] == [240, 1]


def test_language_that_the_bank_has_not_gives_way_to_its_first() -> None:
    data = BANK_EXPORTERS["aiken"].write(bank(CHOICE), {}, "ru").data

    assert data == b"Which?\nA. A\nB. B\nC. C\nANSWER: A\n"


EVIL = ("=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "=cmd|'/c calc'!A1", "#N/A", "x;=1")


def test_texts_that_begin_like_formulas_stay_texts_in_spreadsheets() -> None:
    options = [
        {"id": each, "text": {"en": text}} for each, text in zip("abcdefgh", EVIL, strict=True)
    ]
    content = bank({"type": "single_choice", "options": options, "correct": "a"})

    text = BANK_EXPORTERS["csv"].write(content, {}, "en").data.decode("utf-8-sig")
    cells = next(csv.DictReader(io.StringIO(text)))
    for slug in ("xlsx", "kahoot"):
        data = BANK_EXPORTERS[slug].write(content, {}, "en").data
        rows = load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()
        assert all(cell.data_type != "f" for row in rows for cell in row)

    assert cells["option_a_en"] == "'=1+1"
    assert cells["option_f_en"] == "'=cmd|'/c calc'!A1"
    assert not any(each.startswith(("=", "@", "+", "-")) for each in cells.values())


def test_gift_is_written_as_people_write_it() -> None:
    content = bank(
        {**CHOICE, "explanation": {"en": "Because {so}."}, "tags": ["a]b"]},
        {"type": "multiple_choice", "options": OPTIONS[:4], "correct": ["a", "b", "c"]},
        {"type": "number", "value": 3, "tolerance": 0.5, "step": 0.5},
        {"type": "slide", "body": {"en": "<b>"}},
    )

    assert BANK_EXPORTERS["gift"].write(content, {}, "en").data.decode() == (
        "// [tag:a\\]b]\n"
        "::q-1::Which? {\n\t=A\n\t~B\n\t~C\n\t####Because \\{so\\}.\n}\n\n"
        "::q-2::Which? {\n\t~%33.33333%A\n\t~%33.33333%B\n\t~%33.33333%C\n\t~%-100%D\n}\n\n"
        "::q-3::Which? {#3:0.5\n}\n\n"
        "::Which?::[plain]<b>\n"
    )


def test_every_exporter_says_what_it_is() -> None:
    for slug, exporter in BANK_EXPORTERS.items():
        exported = exporter.write(template_bank(), {}, "en")
        assert (exporter.slug, bool(exporter.label)) == (slug, True)
        assert exported.filename.startswith("my-bank")
        assert exported.filename.endswith(exporter.suffix)
        assert "/" in exported.media_type
