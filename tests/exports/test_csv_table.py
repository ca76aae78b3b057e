from __future__ import annotations

import csv
import io

from quizapp.exports.csv_table import HEADER, CsvTable
from tests.exports import samples


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def rows(language: str = "en") -> list[dict[str, str]]:
    return read(CsvTable().write(samples.named(), language, str))


def test_file_begins_with_the_mark_that_excel_needs_and_one_heading() -> None:
    data = CsvTable().write(samples.named(), "en", str)

    assert data.startswith(b"\xef\xbb\xbfSection,Round,Question,")
    assert tuple(rows()[0]) == HEADER


def test_heading_and_sections_are_translated() -> None:
    data = CsvTable().write(samples.named(), "fr", lambda text: f"«{text}»")
    table = read(data)

    assert tuple(table[0]) == tuple(f"«{each}»" for each in HEADER)
    assert {row["«Section»"] for row in table} == {
        *("«Result»", "«Mean»", "«Standard deviation»", "«Answer»", "«Ranking»")
    }


def test_figures_of_a_choice() -> None:
    first, second = [r for r in rows("fr") if (r["Section"], r["Round"]) == ("Result", "1")]

    assert first == dict.fromkeys(HEADER, "") | {
        "Section": "Result",
        "Round": "1",
        "Question": "Énoncé de arusha",
        "Answer": "En 1998",
        "Value": "2",
        "Share": "0.4",
        "Right": "no",
    }
    assert (second["Answer"], second["Value"], second["Right"]) == ("En 2003", "3", "yes")


def test_scale_has_a_figure_a_number_and_the_mean() -> None:
    own = [r for r in rows() if (r["Round"], r["Item"]) == ("2", "All is logged.")]

    assert [(r["Section"], r["Answer"], r["Value"]) for r in own] == [
        ("Result", "0", "1"),
        ("Result", "1", "1"),
        ("Result", "2", "2"),
        ("Mean", "", "1.25"),
        ("Standard deviation", "", "0.8292"),
    ]


def test_answers_say_who_gave_them() -> None:
    first = next(r for r in rows() if r["Section"] == "Answer")

    assert first == dict.fromkeys(HEADER, "") | {
        "Section": "Answer",
        "Round": "1",
        "Question": "Prompt of arusha",
        "Answer": "'-2003",
        "Right": "yes",
        "Number": "41",
        "Name": "Zoë Ünver",
        "Points": "100",
        "Seconds": "1.501",
    }


def test_what_the_moderator_did_with_texts_and_keys_is_said() -> None:
    table = read(CsvTable().write(samples.moderated(), "en", str))
    own = [r for r in table if r["Section"] == "Result" and r["Group"] + r["Hidden"]]

    assert [(r["Answer"], r["Group"], r["Hidden"]) for r in own] == [
        ("trust", "What helps", ""),
        ("الثقة", "", "yes"),
    ]
    assert [(r["Round"], r["Answer"]) for r in table if r["Section"] == "Key amended"] == [
        ("1", "'-2003")
    ]


def test_ranking_stands_at_the_end() -> None:
    last = rows()[-1]

    assert [r["Name"] for r in rows() if r["Section"] == "Ranking"] == [
        "Zoë Ünver",
        "'=1+1",
        "عائشة",
        "Ёлка",
        "'@SUM(A1)",
    ]
    assert (last["Value"], last["Points"], last["Right"], last["Seconds"]) == (
        "5",
        "995",
        "1",
        "2.5",
    )


def test_teams_have_a_column_and_a_ranking_of_their_own() -> None:
    table = read(CsvTable().write(samples.in_teams(), "fr", str))

    answer = next(row for row in table if row["Section"] == "Answer")
    assert (answer["Bonus"], answer["Team"]) == ("100", "Nord")
    assert [row["Team"] for row in table if row["Section"] == "Ranking"][:2] == ["Nord", "South"]
    assert [row for row in table if row["Section"] == "Team ranking"][1] == dict.fromkeys(
        HEADER, ""
    ) | {
        "Section": "Team ranking",
        "Value": "2",
        "Right": "0.5",
        "Number": "2",
        "Points": "997",
        "Team": "South",
    }


def test_no_cell_can_be_taken_for_a_formula() -> None:
    cells = [cell for row in rows() for cell in row.values()]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert f"'{samples.FORMULA}" in cells


def test_anonymous_report_has_figures_only() -> None:
    table = read(CsvTable().write(samples.anonymous(), "en", str))

    assert {row["Section"] for row in table} == {"Result", "Mean", "Standard deviation"}
    for row in table:
        assert row["Number"] == row["Name"] == row["Points"] == row["Seconds"] == ""


def test_question_asked_again_is_a_round_of_its_own() -> None:
    assert {r["Round"] for r in rows() if r["Question"] == "Prompt of arusha"} == {"1", "5"}
