from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from quizapp.domain.errors import ContentProblems, Problem
from quizapp.domain.reading import Reader
from quizapp.domain.text import LocalizedText


def read(value: object, how: Callable[[Reader], object]) -> tuple[object, list[str]]:
    """What is read at `f` and the problems noted."""
    reader = Reader({"f": value})
    got = how(reader)
    return got, [str(each) for each in reader.problems]


@pytest.mark.parametrize(
    ("how", "value", "got", "problem"),
    [
        (lambda r: r.string("f"), "x", "x", None),
        (lambda r: r.string("f", "d"), None, "d", None),
        (lambda r: r.string("f", "d", required=True), None, "d", "f: missing"),
        (lambda r: r.string("f", "d"), 5, "d", "f: not_text"),
        (lambda r: r.string("f", "d"), "half \ud800", "d", "f: not_for_a_screen"),
        (lambda r: r.strings("f"), ["x", "\0"], (), "f: not_for_a_screen"),
        (
            lambda r: r.text("f", required=False),
            {"en": "\ud800"},
            LocalizedText(),
            "f.en: not_for_a_screen",
        ),
        (lambda r: r.expect("f", "v"), "v", None, None),
        (lambda r: r.expect("f", "v"), "w", None, "f: not_allowed (v)"),
        (lambda r: r.expect("f", "v"), "", None, "f: not_allowed (v)"),
        (lambda r: r.expect("f", "v"), None, None, "f: missing"),
        (lambda r: r.slug("f"), "a-1", "a-1", None),
        (lambda r: r.slug("f"), "", "", "f: bad_slug (a-z, 0-9 and -, at most 80)"),
        (lambda r: r.slug("f"), "../a", "../a", "f: bad_slug (a-z, 0-9 and -, at most 80)"),
        (lambda r: r.slug("f"), "a\n", "a\n", "f: bad_slug (a-z, 0-9 and -, at most 80)"),
        (lambda r: r.slug("f"), "a" * 81, "a" * 81, "f: bad_slug (a-z, 0-9 and -, at most 80)"),
        (lambda r: r.slug("f"), None, "", "f: missing"),
        (lambda r: r.languages("f"), ["fr", "en"], ("fr", "en"), None),
        (
            lambda r: r.languages("f"),
            ["xx"],
            ("xx",),
            "f[0]: unknown_language (en, fr, es, ar, ru, pt)",
        ),
        (lambda r: r.languages("f"), ["en", "en"], ("en", "en"), "f[1]: duplicate (en)"),
        (lambda r: r.choice("f", ("a", "b"), "a"), "b", "b", None),
        (lambda r: r.choice("f", ("a", "b"), "a"), None, "a", None),
        (lambda r: r.choice("f", ("a", "b"), "a"), "c", "a", "f: not_allowed (a, b)"),
        (lambda r: r.integer("f", 3, 1, 5), 5, 5, None),
        (lambda r: r.integer("f", 3, 1, 5), None, 3, None),
        (lambda r: r.integer("f", 3, 1, 5), 6, 3, "f: out_of_range (1 to 5)"),
        (lambda r: r.integer("f", 3, 1, 5), True, 3, "f: not_a_number"),
        (lambda r: r.integer("f", 3, 1, 5), 2.0, 3, "f: not_a_number"),
        (lambda r: r.optional_integer("f", 1, 5), None, None, None),
        (lambda r: r.optional_integer("f", 1, 5), 4, 4, None),
        (lambda r: r.optional_integer("f", 1, 5), 0, 1, "f: out_of_range (1 to 5)"),
        (lambda r: r.boolean("f"), True, True, None),
        (lambda r: r.boolean("f"), None, False, None),
        (lambda r: r.boolean("f", default=True), None, True, None),
        (lambda r: r.boolean("f", default=True), "no", True, "f: not_true_or_false"),
        (lambda r: r.decimal("f", Decimal(3), Decimal(0), Decimal(5)), 0.1, Decimal("0.1"), None),
        (lambda r: r.decimal("f", Decimal(3), Decimal(0), Decimal(5)), 5, Decimal(5), None),
        (lambda r: r.decimal("f", Decimal(3), Decimal(0), Decimal(5)), None, Decimal(3), None),
        (
            lambda r: r.decimal("f", Decimal(3), Decimal(0), Decimal(5)),
            5.1,
            Decimal(3),
            "f: out_of_range (0 to 5)",
        ),
        (
            lambda r: r.decimal("f", Decimal(3), Decimal(0), Decimal(5)),
            "1",
            Decimal(3),
            "f: not_a_number",
        ),
        (
            lambda r: r.decimal("f", Decimal(3), Decimal(0), Decimal(5)),
            True,
            Decimal(3),
            "f: not_a_number",
        ),
        (
            lambda r: r.decimal("f", Decimal(3), Decimal(0), Decimal(5)),
            float("nan"),
            Decimal(3),
            "f: not_a_number",
        ),
        (lambda r: r.boolean("f"), "yes", False, "f: not_true_or_false"),
        (lambda r: r.text("f"), {"en": " x "}, LocalizedText.of({"en": "x"}), None),
        (lambda r: r.text("f"), None, LocalizedText(), "f: missing"),
        (
            lambda r: r.text("f", required=False),
            {"en": "x" * 5001},
            LocalizedText(),
            "f.en: text_too_large (5000)",
        ),
        (lambda r: r.text("f", required=False), None, LocalizedText(), None),
        (lambda r: r.text("f"), "x", LocalizedText(), "f: not_localized"),
        (lambda r: r.text("f"), {"en": "  "}, LocalizedText(), "f: empty_text"),
        (lambda r: r.text("f", required=False), {"en": ""}, LocalizedText(), None),
        (lambda r: r.strings("f"), ["a", ""], ("a", ""), None),
        (lambda r: r.strings("f"), None, (), None),
        (lambda r: r.strings("f"), "ab", (), "f: not_a_list_of_text"),
        (lambda r: r.strings("f"), ["a", 1], (), "f: not_a_list_of_text"),
        (lambda r: list(r.mappings("f", 0, 2)), None, [], None),
        (lambda r: list(r.mappings("f", 1, 2)), None, [], "f: missing"),
        (lambda r: list(r.mappings("f", 1, 2)), [], [], "f: wrong_count (1 to 2)"),
        (lambda r: list(r.mappings("f", 1, 2)), {"a": 1}, [], "f: not_a_list"),
        (lambda r: r.mapping("f"), None, None, None),
        (lambda r: r.names(), 1, ("f",), None),
        (lambda r: r.has("f"), None, True, None),
        (lambda r: r.has("g"), None, False, None),
    ],
)
def test_each_kind_of_field(
    how: Callable[[Reader], object], value: object, got: object, problem: str | None
) -> None:
    assert read(value, how) == (got, [problem] if problem else [])


def test_text_notes_each_bad_language_and_keeps_the_good_ones() -> None:
    got, problems = read({"en": "x", "xx": "y", "fr": 1, 7: "z"}, lambda r: r.text("f"))

    assert got == LocalizedText.of({"en": "x"})
    assert problems == [
        "f.xx: unknown_language (en, fr, es, ar, ru, pt)",
        "f.fr: not_text",
        "f.7: unknown_language (en, fr, es, ar, ru, pt)",
    ]


def test_readers_below_name_the_whole_path_and_share_the_problems() -> None:
    reader = Reader({"list": [{"x": 1}, 2], "map": {"y": 1}})
    for each in reader.mappings("list", 1, 1):
        each.string("x")
    below = reader.mapping("map")
    assert below is not None
    below.check_unknown()

    with pytest.raises(ContentProblems) as caught:
        reader.finish()

    assert [str(each) for each in caught.value.problems] == [
        "list: wrong_count (1 to 1)",
        "list[0].x: not_text",
        "list[1]: not_a_mapping",
        "map.y: unknown_field",
    ]
    assert str(caught.value).startswith("list: wrong_count (1 to 1); ")
    assert caught.value.details == {"count": 4}


def test_fields_that_were_read_are_known() -> None:
    reader = Reader({"a": 1, "b": None})
    reader.integer("a", 0, 0, 5)
    reader.optional_integer("b", 0, 5)

    reader.check_unknown()

    reader.finish()


def test_what_is_no_mapping_is_a_problem_of_the_whole() -> None:
    assert Reader([]).problems == [Problem("", "not_a_mapping")]


def test_problems_are_equal_where_they_read_the_same() -> None:
    one, same, other = Problem("a", "b", "c"), Problem("a", "b", "c"), Problem("a", "b")

    assert len({one, same, other}) == 2
    assert one != "a: b (c)"
    assert repr(one) == "Problem(a: b (c))"
