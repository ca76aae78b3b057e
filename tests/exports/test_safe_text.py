from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from quizapp.exports.safe_text import csv_text, looks_like_formula, printable

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1+1",
    "\u00a0=1",
    "＝1+1",
    "＠x",
    "x;=1+1",
    "x; -1",
    "x\n=1",
    "x\ty=1\t+2",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_could_take_for_a_formula_is_marked_as_text(text: str) -> None:
    assert looks_like_formula(text)
    assert not looks_like_formula(csv_text(text))
    assert csv_text(text).replace("'", "") == text


@pytest.mark.parametrize(
    "text", ["", "trust", "a=b", "1-2", "e-mail", "a; b", "’=’", "ثقة", "a\nb"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert not looks_like_formula(text)
    assert csv_text(text) == text


@given(st.text(st.characters(exclude_categories=())))
def test_result_can_stand_in_any_file(text: str) -> None:
    printed = printable(text)

    assert not ILLEGAL_CHARACTERS_RE.search(printed)
    assert printed.encode("utf-8").decode("utf-8") == printed
    assert not looks_like_formula(csv_text(text))
