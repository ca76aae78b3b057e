from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from quizapp.domain.errors import ContentProblems, Problem, QuizappError, WeakPassword, WrongCode
from quizapp.presentation.i18n import fill, plural_index, translate, translate_plural, translator
from quizapp.presentation.messages import MESSAGES, message
from quizapp.rehearsal import desk as _desk_errors
from quizapp.rehearsal import room as _rehearsal_errors
from quizapp.storage import errors as _storage_errors

MODULES_WITH_ERRORS = (_desk_errors, _rehearsal_errors, _storage_errors)
"""Beside the domain's own; imported, so that the tree is whole."""


def tree(root: type[QuizappError]) -> Iterator[type[QuizappError]]:
    yield root
    for each in root.__subclasses__():
        yield from tree(each)


def test_every_error_of_the_tree_has_a_text_and_no_text_is_left_over() -> None:
    assert {each.code for each in tree(QuizappError)} == set(MESSAGES)


def test_a_message_is_in_the_readers_language_with_its_details() -> None:
    assert message(WeakPassword(least=10), "en").endswith("at least 10 characters.")
    assert message(WeakPassword(least=10), "fr").endswith("au moins 10 caractères.")
    assert message(ContentProblems((Problem("a", "b"),)), "en").startswith("The content has 1")


def test_a_language_without_a_catalogue_falls_back_on_english() -> None:
    assert message(WrongCode(), "de") == MESSAGES["wrong_code"]


def test_an_error_without_a_text_still_says_something() -> None:
    class Odd(QuizappError):
        code = "odd"

    try:
        assert message(Odd(), "en") == MESSAGES["error"]
    finally:
        del Odd
        __import__("gc").collect()


@pytest.mark.parametrize("text", MESSAGES.values())
def test_placeholders_are_plain_names(text: str) -> None:
    assert re.sub(r"\{[a-z_]+\}", "", text).count("{") == 0


def test_fill_leaves_nothing_behind_and_reads_no_attributes() -> None:
    assert fill("{a} and {b}", {"a": 1}) == "1 and "
    assert fill("{a.__class__}", {"a": 1}) == "{a.__class__}"


def test_plural_forms_follow_the_language() -> None:
    assert translate_plural("fr", "one answer", "{n} answers", 0) == "0 réponse"
    assert translate_plural("en", "one answer", "{n} answers", 0) == "0 answers"
    assert plural_index("fr")(1) == 0
    assert translate("fr", "No such text {n}", n=3) == "No such text 3"


def test_a_catalogue_is_read_once() -> None:
    assert translator("fr") is translator("fr")
