from quizapp.domain.agenda.moving import moved
from quizapp.domain.event import AgendaLine
from quizapp.domain.text import LocalizedText


def line(item_id: str, day: int = 1, parent: str | None = None) -> AgendaLine:
    return AgendaLine(item_id, item_id, "", LocalizedText(), LocalizedText(), "", day, parent, 0)


LINES = (line("I"), line("II"), line("a", parent="II"), line("b", parent="II"), line("III", 2))


def order(item_id: str, by: int) -> str:
    return " ".join(f"{each}{day}" for each, day in moved(LINES, item_id, by))


def test_an_item_goes_with_all_that_is_under_it() -> None:
    assert order("II", -1) == "II1 a1 b1 I1 III2"
    assert order("I", 1) == "II1 a1 b1 I1 III2"


def test_a_sub_item_stays_under_its_item() -> None:
    assert order("b", -1) == "I1 II1 b1 a1 III2"
    assert order("a", -1) == order("b", 1) == ""


def test_at_the_edge_of_a_day_an_item_goes_into_the_next_one() -> None:
    assert order("II", 1) == "I1 II2 a2 b2 III2"
    assert order("III", -1) == "I1 II1 a1 b1 III1"


def test_at_the_ends_and_for_what_is_not_there_nothing_moves() -> None:
    assert order("I", -1) == order("III", 1) == order("gone", 1) == ""
