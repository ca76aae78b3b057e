import datetime as dt
from dataclasses import replace

from quizapp.domain.agenda import Agenda, AgendaFile, AgendaItem, read_agenda
from quizapp.domain.agenda.placing import Comparison, Known, compare, placed

NINE, TEN = dt.time(9), dt.time(10)


def item(
    title: str, starts_at: dt.time | None = None, floor: str = "", number: str = ""
) -> AgendaItem:
    return AgendaItem(number, title, "", "", 1, starts_at=starts_at, floor=floor)


def agenda(*items: AgendaItem) -> Agenda:
    return replace(read_agenda(""), items=items)


def known(each: AgendaItem, path: str = "") -> Known:
    return Known(path or each.path(), each.day, each.starts_at, each.floor)


def test_two_of_one_name_are_told_apart_by_a_number() -> None:
    part = AgendaItem("(a)", "Bribery", "", "", 1)
    lines = placed(
        agenda(item("COFFEE"), AgendaItem("I", "Opening", "", "", 1, (part,)), item("COFFEE"))
    )
    assert [(each.path, each.printed_path, each.parent) for each in lines] == [
        ("COFFEE", "COFFEE", ""),
        ("I", "I", ""),
        ("I (a)", "I (a)", "I"),
        ("COFFEE [2]", "COFFEE", ""),
    ]


def test_item_with_another_title_is_known_by_its_time_and_floor() -> None:
    old, new = item("Keynote", NINE, "Main"), item("Keynote: integrity", NINE, "Main")
    assert compare([known(old)], placed(agenda(new, item("Tea", TEN)))) == Comparison(
        same={"Keynote: integrity": "Keynote"}, new=("Tea",), gone=()
    )


def test_item_without_a_time_or_on_another_floor_is_another() -> None:
    old = [known(item("Keynote", NINE, "Main")), known(item("Tea"))]
    found = compare(old, placed(agenda(item("Address", NINE, "Annex"), item("Coffee"))))
    assert found == Comparison(same={}, new=("Address", "Coffee"), gone=("Keynote", "Tea"))


def test_where_two_could_be_meant_neither_is_taken_for_the_other() -> None:
    old = [known(item("A", NINE)), known(item("B", NINE))]
    assert compare(old, placed(agenda(item("C", NINE)))).same == {}
    assert compare(old[:1], placed(agenda(item("C", NINE), item("D", NINE)))).same == {}


def test_item_found_by_its_path_is_no_rival_of_the_others() -> None:
    old = [known(item("A", NINE)), known(item("B", NINE))]
    found = compare(old, placed(agenda(item("A", NINE), item("C", NINE))))
    assert found.same == {"A": "A", "C": "B"}


def test_floors_of_a_file_stand_once_in_their_order() -> None:
    items = (item("A", floor="Main"), item("B", floor="Annex"), item("C", floor="Main"), item("D"))
    assert AgendaFile("csv", agenda(*items)).floors == ("Main", "Annex")
