"""Seat lists as organisers have them."""

from __future__ import annotations

import pytest

from quizapp.domain.errors import ContentProblems
from quizapp.domain.seats import MOST_SEATS, SeatLine
from quizapp.importers.seat_list import MOST_COLUMNS, MOST_FAULTS, read_seats

LIST = """Delegation;Name;Region;Votes
Kenya;Ms Mwangi;Africa;yes
"Congo, DR";;Africa;member

European Union;Observer;;observes
"""


def test_list_is_read_with_its_columns() -> None:
    found = read_seats("seats.csv", LIST.encode())
    assert found.columns == ("delegation", "name", "region", "votes")
    assert found.seats == (
        SeatLine("Kenya", "Ms Mwangi", "Africa", True),
        SeatLine("Congo, DR", "", "Africa", True),
        SeatLine("European Union", "Observer", "", False),
    )
    assert (found.usable, found.faults) == (True, ())


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Délégation,Nom,Région,Voix", "Kenya,A,B,oui"),
        ("Delegación,Nombre,Región,Voto", "Kenya,A,B,sí"),
        ("الوفد,الاسم,الإقليم,التصويت", "Kenya,A,B,نعم"),
        ("Делегация,Имя,Регион,Голос", "Kenya,A,B,да"),
        ("Delegação,Nome,Região,Voto", "Kenya,A,B,sim"),
        ("Country\tDelegate\tGroup\tStatus", "Kenya\tA\tB\tMember"),
    ],
)
def test_headings_are_known_in_six_languages(header: str, row: str) -> None:
    found = read_seats("seats.csv", f"{header}\n{row}\n".encode("utf-8-sig"))
    assert found.seats == (SeatLine("Kenya", "A", "B", True),)


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
def test_old_spreadsheets_are_read(encoding: str) -> None:
    found = read_seats("seats.csv", "Delegation,Name\r\nCôte d’Ivoire,Zoé\r\n".encode(encoding))
    assert found.seats == (SeatLine("Côte d’Ivoire", "Zoé", "", True),)


def test_columns_are_mapped_where_the_headings_say_nothing() -> None:
    data = b"A,B,C,D\nKenya,1,x,\n"
    strange = read_seats("seats.csv", data)
    assert (strange.usable, strange.header) == (False, ("A", "B", "C", "D"))
    assert [(each.code, each.line) for each in strange.faults] == [("seat_header", 1)]
    found = read_seats("seats.csv", data, ("delegation", "votes", "delegation"))
    assert found.columns == ("delegation", "votes", "", "")
    assert found.seats == (SeatLine("Kenya", "", "", True),)


def test_each_broken_line_is_named_and_the_others_are_read() -> None:
    text = LIST + (
        ";Nobody;;yes\n"
        "KENYA;MS. MWANGI;;yes\n"
        "Peru;;;perhaps\n"
        f"{'x' * 121};;;yes\n"
        "Chad\u202e;;;yes\n"
        "Mali;;;no\n"
    )
    found = read_seats("seats.csv", text.encode())
    assert [(each.line, each.path, each.code, each.detail) for each in found.faults] == [
        (6, "delegation", "missing", ""),
        (7, "delegation", "seat_twice", "2"),
        (8, "votes", "seat_standing", "perhaps"),
        (9, "delegation", "text_too_long", "120"),
        (10, "delegation", "not_for_a_screen", ""),
    ]
    assert [each.delegation for each in found.seats][-1] == "Mali"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\n\n", "no_seats"),
        (b"Delegation\n\n", "no_seats"),
        (b"PK\x03\x04\x00", "not_text_file"),
        (b'Delegation\n"Kenya"x"\n', "broken_csv"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ContentProblems) as refusal:
        read_seats("seats.csv", data)
    assert [each.code for each in refusal.value.problems] == [code]


def test_too_many_seats_are_left_out() -> None:
    rows = "\n".join(f"D{n}" for n in range(MOST_SEATS + 1))
    found = read_seats("seats.csv", f"Delegation\n{rows}".encode())
    assert len(found.seats) == MOST_SEATS
    assert [each.code for each in found.faults] == ["too_many_seats"]


def test_a_file_of_faults_and_of_commas_makes_no_endless_page() -> None:
    rows = "same\n" * 1000
    found = read_seats("seats.csv", f"Delegation{',' * 5000}\n{rows}".encode())
    assert (len(found.seats), found.left_out, len(found.faults)) == (1, 999, MOST_FAULTS)
    assert len(found.header) == len(found.columns) == MOST_COLUMNS
