from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from quizapp.domain.text import LocalizedText
from quizapp.exports.xlsx_book import XlsxBook
from tests.exports import samples

SHEETS = ["Summary", "1 arusha", "2 trust", "3 word", "4 order", "1 arusha (2)", "Participants"]


def write(report: Any, language: str = "en", translate: Any = str) -> Workbook:
    return load_workbook(io.BytesIO(XlsxBook().write(report, language, translate)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return write(samples.named())


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def rows(book: Workbook, name: str) -> list[list[Any]]:
    """Values without the empty cells at the end of a row."""
    found = []
    for row in sheet(book, name).iter_rows(values_only=True):
        values = list(row)
        while values and values[-1] is None:
            values.pop()
        found.append(values)
    return found


def below(table: list[list[Any]], first_cell: str) -> list[list[Any]]:
    """The heading that begins with that cell, and its rows."""
    start = next(at for at, row in enumerate(table) if row and row[0] == first_cell)
    rest = table[start:]
    return rest[: rest.index([])] if [] in rest else rest


def test_sheets_stand_in_the_order_of_the_rounds(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert book.properties.creator == "quizapp"


def test_summary_says_what_it_is_of(book: Workbook) -> None:
    table = rows(book, "Summary")

    assert table[:8] == [
        ["Event", "Session"],
        ["Activity", "Integrity Quiz"],
        ["Kind", "Quiz"],
        ["Scoring", "Mild: time costs at most a tenth"],
        ["Run", 2],
        ["Joined", 7],
        ["Computed at (UTC)", "2018-03-01 10:26:40"],
        ["Hash of the log", "ab" * 32],
    ]
    assert below(table, "Question") == [
        ["Question", "Opened at (UTC)", "No.", "Answered", "Right", "Voided"],
        ["Prompt of arusha", "2018-03-01 10:10:00", 1, 5, 3, "no"],
        ["Prompt of trust", "2018-03-01 10:10:00", 2, 5, None, "no"],
        ["Prompt of word", "2018-03-01 10:10:00", 3, 5, None, "no"],
        ["Prompt of order", "2018-03-01 10:10:00", 4, 5, 2, "no"],
        ["Prompt of arusha", "2018-03-01 10:10:00", 1, 5, 3, "yes"],
    ]


def test_question_stands_in_all_its_languages_with_its_key(book: Workbook) -> None:
    table = rows(book, "1 arusha")

    assert table[:7] == [
        ["Question", "Explanation", "Language"],
        ["Prompt of arusha", "Revised in 2003.", "en"],
        ["Énoncé de arusha", "Révisée en 2003.", "fr"],
        [],
        ["Right answer", "-2003"],
        ["Source", "Declaration, WCO, 2003"],
        ["Answered", 5],
    ]


def test_tally_has_labels_in_all_languages_shares_and_the_key(book: Workbook) -> None:
    assert below(rows(book, "1 arusha"), "en") == [
        ["en", "fr", "Votes", "Share", "Right"],
        ["In 1998", "En 1998", 2, 0.4],
        ["-2003", "En 2003", 3, 0.6, "yes"],
    ]
    assert below(rows(book, "2 trust"), "en") == [
        ["en", "fr", "0", "1", "2", "Votes", "Mean", "Median", "Standard deviation"],
        [
            "All is logged.",
            "Tout est journalisé.",
            1,
            1,
            2,
            4,
            1.25,
            1.5,
            pytest.approx(0.8292, abs=1e-4),
        ],
        ["T", "T", 0, 2, 0, 2, 1, 1, 0],
    ]


def test_language_asked_for_stands_first() -> None:
    table = rows(write(samples.named(), "fr"), "1 arusha")

    assert below(table, "fr")[0] == ["fr", "en", "Votes", "Share", "Right"]
    assert table[1][2] == "fr"


def test_answers_say_who_gave_them(book: Workbook) -> None:
    answers = below(rows(book, "1 arusha"), "Name")

    assert answers[:3] == [
        ["Name", "Answer", "Number", "Right", "Points", "Seconds"],
        ["Zoë Ünver", "-2003", 41, "yes", 100, 1.501],
        ["=1+1", "In 1998", 42, "no", 200, 1.502],
    ]
    assert below(rows(book, "2 trust"), "Name")[1] == [
        "Zoë Ünver",
        "All is logged. – 2",
        41,
        None,
        0,
        1.501,
    ]


def test_participants_stand_by_place(book: Workbook) -> None:
    assert rows(book, "Participants")[:4] == [
        ["Name", "Place", "Number", "Points", "Right", "Seconds"],
        ["Zoë Ünver", 1, 41, 999, 1, 2.5],
        ["=1+1", 2, 42, 998, 1, 2.5],
        ["عائشة", 3, 43, 997, 1, 2.5],
    ]


def test_teams_have_a_column_and_a_sheet() -> None:
    book = write(samples.in_teams(), "fr")
    assert rows(book, "Participants")[:3] == [
        ["Name", "Place", "Number", "Points", "Right", "Seconds", "Team"],
        ["Zoë Ünver", 1, 41, 999, 1, 2.5, "Nord"],
        ["=1+1", 2, 42, 998, 1, 2.5, "South"],
    ]
    assert below(rows(book, "1 arusha"), "Name")[1][-2:] == [100, "Nord"]
    assert rows(book, "Teams")[:3] == [
        ["Team", "Place", "Players", "Points", "Right"],
        ["Nord", 1, 3, 997, 1],
        ["South", 2, 2, 997, 0.5],
    ]
    assert sheet(write(samples.in_teams()), "Teams")["A2"].quotePrefix


def test_typed_text_stays_text_and_says_so_to_the_spreadsheet(book: Workbook) -> None:
    data = XlsxBook().write(samples.named(), "en", str)
    cells = [cell for each in book.worksheets for row in each.iter_rows() for cell in row]
    risky = [c for c in cells if isinstance(c.value, str) and c.value[:1] in set("=+-@")]

    assert {cell.value for cell in risky} >= {"=1+1", "@SUM(A1)", samples.FORMULA, "+1", "-2003"}
    assert {cell.data_type for cell in risky} == {"s"}
    assert all(cell.quotePrefix for cell in risky)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [n for n in archive.namelist() if b"<f>" in archive.read(n)]


def test_error_names_are_text_too() -> None:
    report = replace(samples.named(), event_title=LocalizedText.of({"en": "#N/A"}))

    assert sheet(write(report), "Summary")["B1"].data_type == "s"


def test_characters_that_xml_cannot_hold_are_left_out(book: Workbook) -> None:
    assert rows(book, "Participants")[4][0] == "Ёлка"


@pytest.mark.parametrize(("language", "from_the_right"), [("ar", True), ("ru", False)])
def test_sheets_run_in_the_direction_of_the_language(language: str, from_the_right: bool) -> None:
    made = write(samples.named(), language)

    assert {bool(each.sheet_view.rightToLeft) for each in made.worksheets} == {from_the_right}


def test_anonymous_report_has_no_answers_and_no_participants() -> None:
    made = write(samples.anonymous())

    assert made.sheetnames == SHEETS[:-1]
    for name in made.sheetnames:
        assert not [row for row in rows(made, name) if row and row[0] == "Name"]


def test_round_that_was_never_opened_has_no_time() -> None:
    never = replace(samples.named().rounds[0], opened_at=None)

    summary = rows(write(replace(samples.named(), rounds=(never,))), "Summary")

    assert summary[-1][:2] == ["Prompt of arusha", None]


def test_nobody_answered() -> None:
    made = write(samples.empty())

    assert made.sheetnames == SHEETS[:5]
    assert below(rows(made, "1 arusha"), "en")[1] == ["In 1998", "En 1998", 0]


def test_headings_are_translated() -> None:
    made = write(samples.named(), "fr", lambda text: f"«{text}»")

    assert made.sheetnames[0] == "«Summary»"
    assert rows(made, "«Summary»")[2] == ["«Kind»", "«Quiz»"]


@settings(max_examples=30)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=40), max_size=2))
def test_any_sheet_name_becomes_one_that_excel_takes(names: list[str]) -> None:
    words = dict(zip(("Summary", "Participants"), [*names, "history", "HISTORY"], strict=False))
    report = replace(samples.named(), rounds=samples.named().rounds[:1])
    made = write(report, "en", lambda text: words.get(text, text))

    folded = [name.casefold() for name in made.sheetnames]
    assert len(set(folded)) == len(folded) == 3
    for name in made.sheetnames:
        assert 1 <= len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert name.strip("'") == name
        assert name.casefold() != "history"


def test_long_slugs_stay_apart() -> None:
    rounds = samples.named().rounds[:1] * 12
    long = tuple(replace(each, question=replace(each.question, slug="a" * 40)) for each in rounds)

    names = write(replace(samples.named(), rounds=long)).sheetnames

    assert names[1] == "1 " + "a" * 29
    assert names[12] == "1 " + "a" * 24 + " (12)"


def test_what_the_moderator_did_is_said_where_it_was_done() -> None:
    book = write(samples.moderated())
    assert ["Key amended", "An answer was accepted after the close."] in rows(book, "1 arusha")
    assert below(rows(book, "3 word"), "Answer")[:3] == [
        ["Answer", "Votes", "Share", "Group", "Hidden"],
        ["trust", 3, 0.6, "What helps"],
        ["+1", 1, 0.2],
    ]
    assert ["الثقة", 1, 0.2, None, "yes"] in rows(book, "3 word")
