"""Files written by hand after the formats' public descriptions, odd corners and all."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from openpyxl import Workbook

from quizapp.domain.bank_files import Imported, Level
from quizapp.importers.banks import BANK_IMPORTERS, Upload, importer_of, read_any
from tests.importers.banks.golden_files import GOLDEN, expected, in_plain, keep, read_golden


@pytest.mark.parametrize("name", ["corners.gift", "corners.xml", "corners.txt", "corners.csv"])
def test_golden_file_is_understood_question_by_question(name: str) -> None:
    assert json.loads(json.dumps(in_plain(read_golden(name)))) == expected(name)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("corners.gift", "gift"),
        ("corners.xml", "moodle"),
        ("corners.txt", "aiken"),
        ("corners.csv", "csv"),
    ],
)
def test_format_is_known_by_its_content_also_when_it_was_pasted(name: str, slug: str) -> None:
    data = (GOLDEN / name).read_bytes()

    assert importer_of(name, data) is BANK_IMPORTERS[slug]
    assert importer_of("pasted.txt", data) is BANK_IMPORTERS[slug]


def test_every_importer_says_what_it_is() -> None:
    for slug, importer in BANK_IMPORTERS.items():
        assert (importer.slug, bool(importer.label)) == (slug, True)
        assert all(each.startswith(".") and each.islower() for each in importer.suffixes)
        assert not importer.recognises("bank.docx", b"")


def test_every_question_of_a_file_has_a_note_with_its_beginning_and_line() -> None:
    imported = read_golden("corners.gift")
    numbers = {each.question_number for each in imported.notes} - {0}

    assert numbers == set(range(1, 29))
    assert all(each.line for each in imported.notes)
    kept = [number for number in sorted(numbers) if _slug_of(imported, number)]
    assert [_slug_of(imported, each) for each in kept] == [q.slug for q in imported.bank.questions]
    signs = next(each for each in imported.notes if each.slug == "signs")
    assert signs.excerpt.startswith("A text with {braces}, ~ = # :")


def _slug_of(imported: Imported, number: int) -> str:
    return next(each.slug for each in imported.notes if each.question_number == number)


def test_moodle_pictures_come_along_and_broken_ones_are_named() -> None:
    text = (GOLDEN / "corners.xml").read_text("utf-8")

    with_picture = read_any("a.xml", text.encode(), "en", keep).bank
    broken = read_any("a.xml", text.replace("UE9SVA==", "YnJva2Vu").encode(), "en", keep)
    no_base64 = read_any("a.xml", text.replace("UE9SVA==", "?").encode(), "en", keep)
    nobody = read_any("a.xml", text.encode(), "en")
    no_alt = read_any("a.xml", text.replace('alt="Cranes"', "").encode(), "en", keep)

    assert with_picture.questions[0].picture is not None
    codes = [
        {each.code for each in imported.notes if each.slug == "port-1"}
        for imported in (broken, no_base64, nobody, no_alt)
    ]
    assert "picture_broken" in codes[0]
    assert "picture_not_in_file" in codes[1]
    assert "picture_left_out" in codes[2]
    assert "picture_described_by_name" in codes[3]
    picture = no_alt.bank.questions[0].picture
    assert picture is not None
    assert picture.alt.get("en") == "a port.png"


HEADINGS = [
    None,
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
]


def workbook(*rows: list[Any], sheet: str = "Sheet1") -> bytes:
    """A workbook with these rows."""
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_kahoot_template_is_read_below_its_headings() -> None:
    data = workbook(
        *([[]] * 2),
        [None, "Quiz template"],
        *([[]] * 4),
        HEADINGS,
        [1, "Which one?", "a", "b", None, None, 20, 2],
        [2, "Which ones?", "a", "b", "c", 4, 5, "1,3"],
        [3, 1982, "1981", "1982", None, None, None, "2"],
        [4, "No key", "a", "b", None, None, 20, None],
        [5, "A key of nothing", "a", "b", None, None, 20, 3],
        [6, "A long time", "a", "b", None, None, 99999, 1],
        [7, "Calculated", "=1+1", "b", "c", None, 20, 2],
        [8, "One answer", "a", None, None, None, 20, 1],
        [None, None, None, None, None, None, None, None],
    )

    imported = read_any("Quiz template.xlsx", data, "fr")

    plain = in_plain(imported)
    assert imported.format == "kahoot"
    assert [each["slug"] for each in plain["questions"]] == [
        "which-one",
        "which-ones",
        "1982",
        "a-long-time",
        "calculated",
    ]
    first, second, third, *_ = plain["questions"]
    assert (first["correct"], first["time_limit_s"], first["prompt"]) == (
        "b",
        20,
        {"fr": "Which one?"},
    )
    assert (second["type"], second["correct"]) == ("multiple_choice", ["a", "c"])
    assert second["options"][3]["text"] == {"fr": "4"}
    assert "time_limit_s" not in third
    assert plain["notes"] == [
        "1: which-one understood understood type=single_choice @9:2",
        "2: which-ones approximated several_right @10:2",
        "3: 1982 understood understood type=single_choice @11:2",
        "4: - left_out no_right_answer_at_all @12:8",
        "5: - left_out kahoot_correct detail=3 @13:8",
        "6: a-long-time left_out time_limit_left_out detail=99999 @14:7",
        "7: calculated left_out formula detail=answer 1 @15:3",
        "8: - left_out wrong_count path=options detail=2 to 8 @16:2",
    ]
    assert imported.worst(7) is Level.LEFT_OUT


def test_table_in_excel_keeps_numbers_dates_and_formulas_apart() -> None:
    from datetime import UTC, datetime

    data = workbook(
        ["type", "question_en", "option_a_en", "option_b_en", "correct", "source_title"],
        ["single_choice", 2018, 3.0, True, "b", None],
        ["single_choice", "When?", datetime(2020, 1, 2, tzinfo=UTC).replace(tzinfo=None), "b", "b"],
        ["single_choice", "=A1", "a", "b", "b"],
        [None, None, None],
        ["single_choice", "Sum?", "a", "b", "=1"],
    )

    imported = read_any("t.xlsx", data, "en")

    plain = in_plain(imported)
    assert [each["prompt"]["en"] for each in plain["questions"]] == ["2018", "When?", "Sum?"]
    assert [each["text"]["en"] for each in plain["questions"][0]["options"]] == ["3", "TRUE"]
    assert plain["notes"] == [
        "1: 2018 understood understood type=single_choice @2:1",
        "2: when approximated date_cell detail=option_a_en @3:3",
        "3: - left_out formula detail=question_en @4:2",
        "3: - left_out missing path=prompt detail= @4:1",
        "4: sum left_out formula detail=correct @6:5",
    ]


@pytest.mark.parametrize(
    ("key", "right"), [("a", "b"), ("B", "a"), ("x-1", "x-1"), ("3", "x-1"), ("1", "b")]
)
def test_key_is_a_letter_before_it_is_an_id_before_it_is_a_number(key: str, right: str) -> None:
    header = "type,question,option_a,option_a_id,option_b,option_b_id,option_c,option_c_id,correct"
    data = f"{header}\nsingle_choice,Which?,One,b,Two,a,Three,x-1,{key}\n"

    (question,) = read_any("t.csv", data.encode(), "en").bank.questions

    assert question.right() == (right,)


def test_texts_without_a_language_are_in_the_one_that_was_asked_for() -> None:
    data = b"type,question,option_a,option_b,correct\nsingle_choice,Qui ?,Moi,Toi,a\n"

    (question,) = read_any("t.csv", data, "fr").bank.questions

    assert question.prompt.languages == ("fr",)
    assert question.labels("fr") == {"a": "Moi", "b": "Toi"}
    assert Upload("t.csv", data, "fr").keep is None
