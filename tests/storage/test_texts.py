import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.stored import NamedText, TextTitle
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.texts import SqlTexts


@pytest.fixture
def texts(database: Database, other_event: SqlEvents) -> SqlTexts:
    return SqlTexts(database)


def test_a_text_keeps_the_id_that_it_was_given_first(texts: SqlTexts) -> None:
    assert texts.name_text("E", "r1", "trust", "t1") == "t1"
    assert texts.name_text("E", "r1", "trust", "t2") == "t1"
    assert texts.name_text("E", "r2", "trust", "t3") == "t3"
    assert texts.texts("r1") == (NamedText("t1", "trust"),)
    assert texts.texts("r3") == ()


def test_a_title_is_one_group_of_its_round(texts: SqlTexts) -> None:
    assert texts.name_title("E", "r1", "On time", "g1") == "g1"
    assert texts.name_title("E", "r1", "On time", "g2") == "g1"
    assert texts.name_title("E", "r2", "On time", "g3") == "g3"
    assert texts.titles("r1") == (TextTitle("g1", "On time"),)


def test_words_go_with_their_event(texts: SqlTexts, other_event: SqlEvents) -> None:
    texts.name_text("E", "r1", "trust", "t1")
    texts.name_title("E", "r1", "On time", "g1")
    texts.name_text("F", "r9", "trust", "t9")
    other_event.delete("E")
    assert (texts.texts("r1"), texts.titles("r1")) == ((), ())
    assert texts.texts("r9") == (NamedText("t9", "trust"),)
    with pytest.raises(NotFound):
        texts.name_text("E", "r1", "trust", "t1")
