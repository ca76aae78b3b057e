"""One catalogue of messages: the parser, the document and the browser's twin say the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp import paths
from quizapp.domain.errors import BadMessage
from quizapp.domain.live import commands as cmd
from quizapp.domain.text import LANGUAGES
from quizapp.presentation.messages import MESSAGES, NOTICES
from quizapp.protocol import (
    COMMANDS,
    FROM,
    LONGEST_ID,
    LONGEST_TEXT,
    NOT_FROM_OUTSIDE,
    Answer,
    Audience,
    Hello,
    In,
    Join,
    Notice,
    Ordered,
    Out,
    parse_answer,
    parse_command,
    parse_hello,
    parse_join,
    parse_language,
)

DOCUMENT = (paths.templates().parent / "docs" / "protocol.md").read_text(encoding="utf-8")
TWIN = (paths.static() / "js" / "live" / "protocol.js").read_text(encoding="utf-8")

FRESH = "<fresh>"


def order(raw: object) -> Ordered:
    return parse_command(raw, lambda: FRESH)


# ---- what is documented ---------------------------------------------------------------------


def section(title: str) -> str:
    """The text under a heading, up to the next one of any level."""
    found = re.search(
        rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL
    )
    assert found, title
    return found[1]


def rows(title: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", text))


def twin(name: str) -> set[str]:
    """The values of a frozen object in the browser's file."""
    found = re.search(rf"{name} = Object\.freeze\(\{{(.*?)\}}\)", TWIN, re.DOTALL)
    assert found
    return set(re.findall(r': "([a-z_]+)"', found[1]))


def test_every_message_in_is_documented_with_its_audience_and_known_to_the_browser() -> None:
    documented = {quoted(name).pop(): who for name, who, *_ in rows("Client to server")}
    assert set(documented) == {each.value for each in In} == twin("SEND")
    for name, who in documented.items():
        audiences = set(Audience) if who == "all" else {Audience(who)}
        assert FROM[In(name)] == audiences


def test_every_message_out_is_documented_and_known_to_the_browser() -> None:
    documented = {name for first, *_ in rows("Server to client") for name in quoted(first)}
    assert documented == {each.value for each in Out} == twin("HEAR")


def test_every_notice_is_documented_and_has_words() -> None:
    (row,) = (row for row in rows("Server to client") if row[0] == "`notice`")
    assert quoted(row[2]) == {each.value for each in Notice}
    assert all(each.value in NOTICES or each.value in MESSAGES for each in Notice)


def documented_commands() -> dict[str, tuple[set[str], set[str], bool]]:
    """Name -> (arguments that are needed, optional ones, whether it is a step)."""
    found = {}
    for names, args, *_ in rows("Commands"):
        optional = "optional" in args
        for name, star in re.findall(r"`([a-z_]+)`(\*?)", names):
            listed = re.match(r"`([^`]*)`", args)
            given = set(listed[1].split(", ")) if listed else set()
            found[name] = (set(), given, bool(star)) if optional else (given, set(), bool(star))
    return found


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    external = {
        each
        for each in vars(cmd).values()
        if isinstance(each, type) and issubclass(each, cmd.Command) and not each.internal
    } - {cmd.Command, cmd.FloorCommand, cmd.StepCommand, cmd.RoundCommand, cmd.TextCommand}
    external -= {cmd.FloorQuestionCommand, cmd.OneQuestionCommand}
    assert set(COMMANDS.values()) == external
    assert set(documented_commands()) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_takes_the_documented_arguments_and_no_others(name: str) -> None:
    needed, optional, step = documented_commands()[name]
    kind = COMMANDS[name]
    assert step is issubclass(kind, cmd.StepCommand)
    from_outside = {each.name for each in fields(kind)} - {"rev"} - NOT_FROM_OUTSIDE
    if step:
        from_outside -= {"round_id"}
    assert needed | optional == from_outside
    args: dict[str, Any] = {each: _value(each) for each in needed | optional}
    ordered = order({"id": "x", "name": name, "args": args | {"round_id": "r"}, "rev": 3})
    assert (ordered.id, type(ordered.command)) == ("x", kind)
    for missing in needed:
        rest = {key: value for key, value in args.items() if key != missing}
        with pytest.raises(BadMessage) as refusal:
            order({"id": "x", "name": name, "args": rest, "rev": 3})
        assert refusal.value.details == {"field": missing}
    order({"id": "x", "name": name, "args": {each: args[each] for each in needed}, "rev": 3})


def _value(argument: str) -> object:
    known = {"on": True, "by_ms": 10_000, "factor": 15, "limit": 3}
    return (known | dict.fromkeys(("moderated", "anonymous", "upvotes"), True)).get(
        argument, argument
    )


def test_the_id_of_a_round_to_be_asked_is_made_here_and_not_taken_from_outside() -> None:
    ordered = order(
        {"id": "x", "name": "next_step", "args": {"floor_id": "f", "round_id": "mine"}, "rev": 3}
    )
    assert ordered.command == cmd.NextStep(floor_id="f", rev=3, round_id=FRESH)
    voided = order({"id": "x", "name": "void_round", "args": {"round_id": "theirs"}, "rev": 3})
    assert voided.command == cmd.VoidRound(round_id="theirs")


def test_what_the_database_knows_is_not_taken_from_outside() -> None:
    ordered = order({"id": "x", "name": "undo", "args": {"answered": ["r"], "of": None}, "rev": 0})
    assert ordered.command == cmd.Undo()
    args = {"round_id": "r", "key": "k", "text_id": "theirs", "version": 7}
    hidden = order({"id": "x", "name": "hide_text", "args": args, "rev": 0})
    assert hidden.command == cmd.HideText(round_id="r", key="k")
    accepted = order({"id": "x", "name": "accept_answer", "args": args, "rev": 0})
    assert accepted.command == cmd.AcceptAnswer(round_id="r", key="k")


@pytest.mark.parametrize("factor", [0, 11, 30, True, "15", None, [15]])
def test_extra_time_is_one_of_three_factors(factor: object) -> None:
    args = {"participant_id": "p", "factor": factor}
    with pytest.raises(BadMessage):
        order({"id": "x", "name": "grant_extra_time", "args": args, "rev": 0})


@pytest.mark.parametrize(
    "name", ["open_round", "close_round", "note_content_changed", "command", ""]
)
def test_internal_and_unknown_commands_are_refused(name: str) -> None:
    with pytest.raises(BadMessage):
        order({"id": "x", "name": name, "args": {"round_id": "r"}, "rev": 0})


# ---- the documented shapes ------------------------------------------------------------------


def test_hello_is_read() -> None:
    raw = {"audience": "phone", "event": "e", "token": "t", "floor": "f", "lang": "fr", "rev": 7}
    assert parse_hello(raw) == Hello(Audience.PHONE, "e", "t", "f", "fr", rev=7)
    short = {"audience": "screen", "event": "e"}
    assert parse_hello(short) == Hello(Audience.SCREEN, "e", None, None, "en")
    documented = {quoted(first).pop() for first, *_ in rows("Connecting")}
    assert documented == set(raw)


def test_join_is_read() -> None:
    raw = {"name": "Ada", "language": "fr", "token": None}
    assert parse_join(raw) == Join("Ada", "fr", None)
    assert parse_join({"name": "", "token": "t"}) == Join("", "en", "t")
    longer = Join("Ada", "fr", None, extra_time=cmd.Factor.HALF_MORE)
    assert parse_join(raw | {"extra_time": 15}) == longer
    with pytest.raises(BadMessage):
        parse_join(raw | {"extra_time": 100})


def test_answer_is_read_and_left_to_the_question() -> None:
    for answer in ("b", ["a", "c"], {"s1": 4}, None):
        assert parse_answer({"round": "r", "number": 1, "answer": answer}) == Answer("r", 1, answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_is_read_and_an_unknown_one_is_english(language: str) -> None:
    assert parse_language({"language": language}) == language
    assert parse_language({"language": language + "x"}) == "en"


@pytest.mark.parametrize(
    ("parse", "raw", "field"),
    [
        (parse_hello, {"audience": "boss", "event": "e"}, "audience"),
        (parse_hello, {"audience": "phone"}, "event"),
        (parse_hello, {"audience": "phone", "event": "e" * (LONGEST_ID + 1)}, "event"),
        (parse_hello, {"audience": "phone", "event": "e", "token": 5}, "token"),
        (parse_hello, {"audience": "phone", "event": "e", "floor": ""}, "floor"),
        (parse_hello, None, "auth"),
        (parse_join, [], "join"),
        (parse_join, {"name": "a" * (LONGEST_TEXT + 1)}, "name"),
        (parse_join, {"name": "Ada\0"}, "name"),
        (parse_join, {"name": "Ada", "token": "\ud800"}, "token"),
        (parse_answer, {"round": "r", "number": True, "answer": 1}, "number"),
        (parse_answer, {"round": "r", "number": 1.0, "answer": 1}, "number"),
        (parse_answer, {"round": "r", "number": 2**53 + 1, "answer": 1}, "number"),
        (parse_answer, {"number": 1, "answer": 1}, "round"),
        (parse_language, "fr", "language"),
        (order, {"id": "x", "name": "undo", "args": [], "rev": 0}, "args"),
        (order, {"name": "undo", "args": {}, "rev": 0}, "id"),
        (order, {"id": "x", "name": "back", "args": {"floor_id": "f"}}, "rev"),
        (order, {"id": "x", "name": "lock_joining", "args": {"on": 1}}, "on"),
        (
            order,
            {"id": "x", "name": "extend_round", "args": {"floor_id": "f", "by_ms": "1"}},
            "by_ms",
        ),
    ],
)
def test_another_shape_is_refused_by_the_name_of_its_field(
    parse: Callable[[object], object], raw: object, field: str
) -> None:
    with pytest.raises(BadMessage) as refusal:
        parse(raw)
    assert refusal.value.details == {"field": field}


# ---- anything at all ------------------------------------------------------------------------

TYPES: dict[str, tuple[type, ...]] = {
    "tuple[str, ...]": (tuple,),
    "bool": (bool,),
    "int": (int,),
    "Factor": (cmd.Factor,),
    "str": (str,),
    "str | None": (str, type(None)),
}
KEYS = ("audience", "event", "token", "floor", "lang", "name", "language", "round", "number")
VALUES = ("phone", "screen", "moderator", "en", *COMMANDS)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(VALUES),
    st.text(st.characters(), max_size=70),
    st.sampled_from(["\0", "\ud800", "x" * 500]),
)
json_values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from((*KEYS, "answer", "id", "args", "rev", "on", "floor_id", "by_ms"))
            | st.text(max_size=5),
            inner,
            max_size=6,
        ),
    ),
    max_leaves=20,
)


@given(json_values)
def test_whatever_comes_is_read_or_refused_as_a_bad_message(raw: object) -> None:
    for parse in (parse_hello, parse_join, parse_answer, parse_language, order):
        try:
            parsed = parse(raw)
        except BadMessage:
            continue
        assert isinstance(parsed, Hello | Join | Answer | Ordered | str)


@given(
    st.sampled_from(sorted(COMMANDS)),
    st.dictionaries(
        st.sampled_from(
            ["floor_id", "on", "by_ms", "of", "round_id", "activity_id", "participant_id"]
        ),
        scalars,
    ),
    scalars,
)
def test_whatever_arguments_a_command_has_its_fields_have_their_types(
    name: str, args: dict[str, object], rev: object
) -> None:
    try:
        command = order({"id": "x", "name": name, "args": args, "rev": rev}).command
    except BadMessage:
        return
    for each in fields(command):
        value = getattr(command, each.name)
        assert isinstance(value, TYPES.get(str(each.type), (frozenset,)))
        if isinstance(value, str):
            assert value.encode()
            assert "\0" not in value
