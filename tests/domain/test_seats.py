"""Codes of seats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.seats import (
    CODE_BITS,
    Seat,
    by_id,
    code_hash,
    code_of,
    observers_of,
    parse_code,
    seat_key,
    voting,
)


@given(st.integers(0, 2**CODE_BITS - 1))
def test_code_is_read_as_it_is_shown(number: int) -> None:
    code = code_of(number)
    bare = parse_code(code)
    assert bare is not None
    assert code == f"{bare[:4]}-{bare[4:8]}-{bare[8:]}"
    assert not set(bare) & set("ILOU")


def test_code_is_read_as_people_type_it() -> None:
    code = code_of(2**64 + 12345)
    typed = code.lower().replace("0", "o").replace("1", "i").replace("-", " – ")
    assert parse_code(typed) == parse_code(code)
    assert code_hash("event", typed) == code_hash("event", code)
    assert code_hash("other", code) != code_hash("event", code)
    assert parse_code("٠١٢٣ 4567 89abc") == parse_code("0123-4567-89ABC")


@pytest.mark.parametrize("typed", ["", "482913", "0123-4567-89AB", "0123-4567-89ABCD", "U" * 13])
def test_anything_else_is_no_code(typed: str) -> None:
    assert parse_code(typed) is None


def test_seats_are_known_by_delegation_and_name() -> None:
    assert seat_key("CÔTE D'IVOIRE", "") == seat_key("Cote d’Ivoire", "")
    one = Seat("a", "e", 1, "Kenya", "", "", votes=True)
    two = Seat("b", "e", 2, "EU", "", "", votes=False)
    assert one.key == seat_key("kenya", "")
    assert list(by_id((two, one))) == ["b", "a"]
    assert voting((two, one)) == (one,)
    assert observers_of("r1") != "r1"
