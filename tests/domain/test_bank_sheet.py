from __future__ import annotations

from quizapp.domain.bank_sheet import LISTS, columns_of
from quizapp.domain.questions import QUESTION_TYPES


def test_lists_and_keys_of_all_types_share_their_columns() -> None:
    assert columns_of(QUESTION_TYPES["single_choice"]) == {
        "options": "option",
        "correct": "correct",
    }
    assert columns_of(QUESTION_TYPES["matching"]) == {
        "left": "option",
        "right": "match",
        "pairs": "correct",
    }
    number = columns_of(QUESTION_TYPES["number"])
    assert (number["value"], number["tolerance"], number["min"]) == ("correct", "tolerance", "min")


def test_no_two_fields_of_a_type_meet_in_one_column() -> None:
    for kind in QUESTION_TYPES.values():
        columns = columns_of(kind)
        assert len(set(columns.values())) == len(kind.fields), kind.slug
        assert sum(field.kind in LISTS for field in kind.fields) <= 2
