from dataclasses import replace

from quizapp.domain.pictures import PictureFile
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.pictures import SqlPictures
from tests.storage import samples
from tests.storage.racing import at_once

ONE = PictureFile("1" * 32, 1600, 900, b"RIFF\x00\xff one")
TWO = PictureFile("2" * 32, 8, 6, b"RIFF two")


def test_pictures_come_back_as_they_were(database: Database) -> None:
    pictures = SqlPictures(database)

    pictures.put((TWO, ONE))
    pictures.put(())

    assert (pictures.get(ONE.id), pictures.get(TWO.id)) == (ONE, TWO)
    assert pictures.get("3" * 32) is None


def test_picture_that_is_there_stays_as_it_is(database: Database) -> None:
    pictures = SqlPictures(database)
    pictures.put((ONE,))

    pictures.put((replace(ONE, data=b"other"), TWO, TWO))

    assert (pictures.get(ONE.id), pictures.get(TWO.id)) == (ONE, TWO)


def test_two_who_bring_the_same_pictures_at_once_do_not_hinder_each_other(
    database: Database,
) -> None:
    pictures = SqlPictures(database)

    results = at_once(lambda: pictures.put((ONE, TWO)), lambda: pictures.put((TWO, ONE)))

    assert results == [None, None]


def test_pictures_of_its_banks_are_stored_with_an_event(database: Database) -> None:
    plan = samples.plan()
    banks = (replace(plan.banks[0], pictures=(ONE,)), *plan.banks[1:])

    SqlEvents(database).create(replace(plan, banks=banks), "E", "123456", "screen")

    assert SqlPictures(database).get(ONE.id) == ONE
