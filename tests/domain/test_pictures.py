from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.bank import read_bank, read_question
from quizapp.domain.errors import ContentProblems
from quizapp.domain.pictures import PictureFile, address_of, id_of, is_picture_id, read_picture
from quizapp.domain.reading import Reader
from quizapp.domain.text import LocalizedText

ID = "0123456789abcdef" * 2
PICTURE: dict[str, Any] = {
    "id": ID,
    "alt": {"en": "A harbour", "fr": "Un port"},
    "width": 1600,
    "height": 900,
}
QUESTION: dict[str, Any] = {
    "slug": "harbour",
    "type": "single_choice",
    "prompt": {"en": "Which harbour?", "fr": "Quel port ?"},
    "picture": PICTURE,
    "options": [
        {"id": "a", "text": {"en": "Left"}, "picture": PICTURE | {"id": "f" * 32}},
        {"id": "b", "text": {"en": "Right"}},
    ],
}


def faults(data: dict[str, Any], languages: tuple[str, ...] = ()) -> list[str]:
    reader = Reader({"picture": data}, languages_needed=languages)
    read_picture(reader)
    return [str(each) for each in reader.problems]


def test_name_of_a_picture_is_made_of_its_content() -> None:
    assert is_picture_id(id_of(b"one"))
    assert id_of(b"one") != id_of(b"two")
    assert address_of(ID) == f"/pictures/{ID}.webp"
    assert not any(map(is_picture_id, ("", "x" * 32, ID.upper(), ID + "0")))


def test_bytes_of_a_picture_stand_in_no_message() -> None:
    assert "secret" not in repr(PictureFile(ID, 1, 1, b"secret"))


def test_question_shows_its_picture_with_the_prompt_and_those_of_the_options_with_them() -> None:
    question = read_question(QUESTION)
    shown = {"src": address_of(ID), "alt": "Un port", "width": 1600, "height": 900}

    assert question.prompt_view("fr")["picture"] == shown
    assert "f" * 32 not in str(question.prompt_view("fr"))
    assert question.public_view("fr")["picture"] == shown
    assert question.public_view("fr")["options"] == [
        {"id": "a", "text": "Left", "picture": shown | {"src": address_of("f" * 32)}},
        {"id": "b", "text": "Right"},
    ]
    assert [each.id for each in question.pictures] == [ID, "f" * 32]
    assert read_question(question.to_dict()) == question


def test_question_without_pictures_says_nothing_of_them() -> None:
    plain = {k: v for k, v in QUESTION.items() if k != "picture"} | {
        "options": [{"id": each, "text": {"en": each}} for each in "ab"]
    }

    assert read_question(plain).pictures == ()
    assert "picture" not in str(read_question(plain).public_view("en"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"id": "../../etc/passwd"}, ["picture.id: bad_picture (../../etc/passwd)"]),
        ({"id": None}, ["picture.id: missing"]),
        ({"width": None}, ["picture.width: missing"]),
        ({"height": 1601}, ["picture.height: out_of_range (1 to 1600)"]),
        ({"width": 0}, ["picture.width: out_of_range (1 to 1600)"]),
        ({"alt": None}, ["picture.alt: missing_alt"]),
        ({"alt": {}}, ["picture.alt: missing_alt"]),
        ({"alt": "A harbour"}, ["picture.alt: not_localized", "picture.alt: missing_alt"]),
        ({"file": "x.png"}, ["picture.file: unknown_field"]),
    ],
)
def test_faults_of_a_picture_are_named(change: dict[str, Any], expected: list[str]) -> None:
    assert faults(PICTURE | change) == expected


def test_each_language_that_is_needed_and_not_there_is_a_fault() -> None:
    assert faults(PICTURE, ("en", "fr")) == []
    assert faults(PICTURE, ("ar", "en", "ru")) == [
        "picture.alt.ar: missing_alt (ar)",
        "picture.alt.ru: missing_alt (ru)",
    ]
    assert faults(PICTURE | {"alt": {}}, ("ar", "en")) == ["picture.alt: missing_alt (ar, en)"]


def test_bank_needs_every_description_in_each_of_its_languages() -> None:
    option = QUESTION["options"][0] | {"picture": PICTURE | {"alt": {"fr": "Un port"}}}
    data = {
        "format": "quizapp-bank/1",
        "slug": "bank",
        "title": {"en": "Bank"},
        "languages": ["en", "es"],
        "questions": [QUESTION | {"options": [option, QUESTION["options"][1]]}],
    }

    with pytest.raises(ContentProblems) as caught:
        read_bank(data)

    assert sorted(each.path for each in caught.value.problems) == [
        "questions[0].options[0].picture.alt.en",
        "questions[0].options[0].picture.alt.es",
        "questions[0].picture.alt.es",
    ]


def test_picture_that_is_not_there_is_none() -> None:
    assert read_picture(Reader({})) is None
    assert read_picture(Reader({"picture": PICTURE})).alt == LocalizedText.of(PICTURE["alt"])  # type: ignore[union-attr]


def test_shuffling_is_for_types_with_something_to_shuffle() -> None:
    question = read_question(QUESTION | {"shuffle": True})
    cloud = {"slug": "c", "type": "word_cloud", "prompt": {"en": "Say"}, "shuffle": True}

    assert question.public_view("en")["shuffle"] is True
    assert "shuffle" not in question.prompt_view("en")
    assert question.to_dict()["shuffle"] is True
    assert "shuffle" not in read_question(QUESTION).public_view("en")
    with pytest.raises(ContentProblems, match="shuffle: nothing_to_shuffle"):
        read_question(cloud)
    with pytest.raises(ContentProblems, match="type: not_allowed"):
        read_question(cloud | {"type": "x"})
