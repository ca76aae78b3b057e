"""Every message, in and out; the only home of event names. Parsed once, at the door.

The shapes are documented in `docs/protocol.md`; `static/js/live/protocol.js` holds the same names.
Each `parse_*` returns a frozen dataclass or raises `BadMessage` naming the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType

from quizapp.domain.errors import BadMessage
from quizapp.domain.live import commands as cmd
from quizapp.domain.reactions import Reaction
from quizapp.domain.text import LANGUAGES
from quizapp.domain.typed import storable

NAMESPACE = "/"


class Audience(StrEnum):
    """Who is at the other end."""

    PHONE = "phone"
    SCREEN = "screen"
    MODERATOR = "moderator"


class Out(StrEnum):
    """Server to client."""

    STATE = "state"
    ME = "me"
    TALLY = "tally"
    CROWD = "crowd"
    QA = "qa"
    PULSE = "pulse"
    NOTICE = "notice"


class In(StrEnum):
    """Client to server."""

    JOIN = "join"
    LEAVE = "leave"
    ANSWER = "answer"
    LANGUAGE = "language"
    HISTORY = "history"
    DAY = "day"
    TEAM = "team"
    SEAT = "seat"
    ASK = "ask"
    WITHDRAW = "withdraw"
    UPVOTE = "upvote"
    REACT = "react"
    COMMAND = "command"
    PING = "ping_server"


class Notice(StrEnum):
    """Codes of notices."""

    REPLACED = "replaced"
    REMOVED = "removed"
    STOPPING = "stopping"


FROM: Mapping[In, frozenset[Audience]] = MappingProxyType(
    {
        In.JOIN: frozenset({Audience.PHONE}),
        In.LEAVE: frozenset({Audience.PHONE}),
        In.ANSWER: frozenset({Audience.PHONE}),
        In.LANGUAGE: frozenset({Audience.PHONE}),
        In.TEAM: frozenset({Audience.PHONE}),
        In.SEAT: frozenset({Audience.PHONE}),
        In.HISTORY: frozenset({Audience.PHONE}),
        In.DAY: frozenset({Audience.PHONE}),
        In.ASK: frozenset({Audience.PHONE}),
        In.WITHDRAW: frozenset({Audience.PHONE}),
        In.UPVOTE: frozenset({Audience.PHONE}),
        In.REACT: frozenset({Audience.PHONE}),
        In.COMMAND: frozenset({Audience.MODERATOR}),
        In.PING: frozenset(Audience),
    }
)
"""Which audience may send what; checked in one place, before the message is parsed."""

LONGEST_ID = 64
LONGEST_TEXT = 400
LONGEST_KEY = 400
"""Of a typed text, folded, as tallies name it."""
LONGEST_WORDS = 2_000
"""Of a question from the floor, in code points; the rules count characters as a reader does."""
KEY = re.compile(r"[A-Za-z0-9_-]{43}")
"""Of an own question: 256 bits that the phone has made."""
MOST_EARLIER = 40
LONGEST_TITLE = 80
"""Of a group of typed texts."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The `auth` of a connection."""

    audience: Audience
    event_id: str
    token: str | None
    floor_id: str | None
    language: str
    rev: int = 0
    """The last that the client has seen; a worker that is behind catches up first."""


@dataclass(frozen=True, slots=True)
class Join:
    """A phone wants in."""

    name: str
    language: str
    token: str | None
    team_id: str | None = None
    extra_time: cmd.Factor = cmd.Factor.PLAIN
    seat_code: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; `answer` is checked by the question's type. `seat_id`: whose vote the phone holds."""

    round_id: str
    number: int
    answer: object
    seat_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question from the floor. `key` is the phone's own; `earlier` those of its other ones."""

    key: str
    text: str
    name: str
    delegation: str
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """For a question from the floor, or not any more."""

    question_id: str
    on: bool


@dataclass(frozen=True, slots=True)
class Ordered:
    """A moderator's command with the id that makes a resend harmless."""

    id: str
    command: cmd.Command


def parse_hello(raw: object) -> Hello:
    """The `auth` of `connect`."""
    data = _mapping(raw, "auth")
    audience = _text(data, "audience", LONGEST_ID)
    if audience not in set(Audience):
        raise BadMessage(field="audience")
    return Hello(
        audience=Audience(audience),
        event_id=_text(data, "event", LONGEST_ID),
        token=_optional_text(data, "token"),
        floor_id=_optional_text(data, "floor"),
        language=_language(data, "lang"),
        rev=_integer(data, "rev") if "rev" in data else 0,
    )


def parse_join(raw: object) -> Join:
    """`{name, language, token, team, extra_time, seat}`, of which the last three may be missing."""
    data = _mapping(raw, "join")
    return Join(
        name=_text(data, "name", LONGEST_TEXT, least=0),
        language=_language(data, "language"),
        token=_optional_text(data, "token"),
        team_id=_optional_text(data, "team"),
        extra_time=_factor(data, "extra_time") if "extra_time" in data else cmd.Factor.PLAIN,
        seat_code=_optional_text(data, "seat"),
    )


def parse_answer(raw: object) -> Answer:
    """`{round, number, answer, seat}`, of which the last may be missing."""
    data = _mapping(raw, "answer")
    return Answer(
        round_id=_text(data, "round", LONGEST_ID),
        number=_integer(data, "number"),
        answer=data.get("answer"),
        seat_id=_optional_text(data, "seat"),
    )


def parse_language(raw: object) -> str:
    """`{language}`."""
    return _language(_mapping(raw, "language"), "language")


def parse_team(raw: object) -> str | None:
    """`{team}`; None is no choice."""
    return _optional_text(_mapping(raw, "team"), "team")


def parse_ask(raw: object) -> Ask:
    """`{key, text, name, delegation, earlier}`."""
    data = _mapping(raw, "ask")
    earlier = data.get("earlier", [])
    if not isinstance(earlier, list) or len(earlier) > MOST_EARLIER:
        raise BadMessage(field="earlier")
    return Ask(
        key=_key(data.get("key"), "key"),
        text=_text(data, "text", LONGEST_WORDS, least=0),
        name=_text(data, "name", LONGEST_TEXT, least=0),
        delegation=_text(data, "delegation", LONGEST_TEXT, least=0),
        earlier=tuple(_key(each, "earlier") for each in earlier),
    )


def parse_withdraw(raw: object) -> str:
    """`{key}`."""
    return _key(_mapping(raw, "withdraw").get("key"), "key")


def parse_keys(raw: object) -> tuple[str, ...]:
    """`{keys}`: of own questions. Comes by HTTP."""
    keys = _mapping(raw, "keys").get("keys")
    if not isinstance(keys, list) or len(keys) > MOST_EARLIER:
        raise BadMessage(field="keys")
    return tuple(_key(each, "keys") for each in keys)


def parse_upvote(raw: object) -> Vote:
    """`{question, on}`."""
    data = _mapping(raw, "upvote")
    return Vote(_text(data, "question", LONGEST_ID), _boolean(data, "on"))


def parse_react(raw: object) -> Reaction:
    """`{reaction}`."""
    word = _text(_mapping(raw, "react"), "reaction", LONGEST_ID)
    if word not in set(Reaction):
        raise BadMessage(field="reaction")
    return Reaction(word)


def parse_history(raw: object) -> str | None:
    """`{activity}`, which may be missing: the run on the floor's stage last."""
    return None if raw is None else _optional_text(_mapping(raw, "history"), "activity")


def parse_seat(raw: object) -> str | None:
    """`{code}`; None stands up."""
    return _optional_text(_mapping(raw, "seat"), "code")


def parse_command(raw: object, fresh_id: Callable[[], str]) -> Ordered:
    """`{id, name, args, rev}`. `fresh_id` gives the id of the round that a step may ask."""
    data = _mapping(raw, "command")
    kind = COMMANDS.get(_text(data, "name", LONGEST_ID))
    if kind is None:
        raise BadMessage(field="name")
    args = _mapping(data.get("args", {}), "args")
    values: dict[str, object] = {}
    for each in fields(kind):
        if each.name == "rev":
            values["rev"] = _integer(data, "rev")
        elif each.name == "round_id" and issubclass(kind, cmd.StepCommand):
            values["round_id"] = fresh_id()
        elif each.name not in NOT_FROM_OUTSIDE:
            values[each.name] = _argument(args, each.name, str(each.type))
    return Ordered(_text(data, "id", LONGEST_ID), kind(**values))


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _catalogue() -> dict[str, type[cmd.Command]]:
    """Every command that may come over the wire, by its name there."""
    abstract = {
        cmd.Command,
        cmd.FloorCommand,
        cmd.StepCommand,
        cmd.RoundCommand,
        cmd.TextCommand,
        cmd.FloorQuestionCommand,
        cmd.OneQuestionCommand,
    }
    return {
        _snake(each.__name__): each
        for each in vars(cmd).values()
        if isinstance(each, type)
        and issubclass(each, cmd.Command)
        and each not in abstract
        and not each.internal
    }


NOT_FROM_OUTSIDE = frozenset(
    {"answered", "version", "made_from", "text_id", "group_id", "round_ids", "session_id"}
)
"""Fields of commands that the services fill in."""
_LONG_ARGUMENTS = {
    "key": LONGEST_KEY,
    "title": LONGEST_TITLE,
    "text": LONGEST_WORDS,
    "label": LONGEST_TEXT,
}


def _argument(args: Mapping[str, object], name: str, kind: str) -> object:
    match kind:
        case "Factor":
            return _factor(args, name)
        case "bool":
            return _boolean(args, name)
        case "int":
            return _integer(args, name)
        case "str | None":
            return _optional_text(args, name)
        case _:
            return _text(args, name, _LONG_ARGUMENTS.get(name, LONGEST_ID))


def _factor(data: Mapping[str, object], field: str) -> cmd.Factor:
    value = data.get(field)
    known = {int(each): each for each in cmd.Factor}
    if isinstance(value, bool) or not isinstance(value, int) or value not in known:
        raise BadMessage(field=field)
    return known[value]


def _mapping(raw: object, field: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise BadMessage(field=field)
    return raw


def _text(data: Mapping[str, object], field: str, most: int, least: int = 1) -> str:
    value = data.get(field)
    if not isinstance(value, str) or not least <= len(value) <= most or not storable(value):
        raise BadMessage(field=field)
    return value


def _optional_text(data: Mapping[str, object], field: str) -> str | None:
    return None if data.get(field) is None else _text(data, field, LONGEST_ID)


def _key(value: object, field: str) -> str:
    if not isinstance(value, str) or KEY.fullmatch(value) is None:
        raise BadMessage(field=field)
    return value


def _boolean(data: Mapping[str, object], field: str) -> bool:
    value = data.get(field)
    if not isinstance(value, bool):
        raise BadMessage(field=field)
    return value


def _integer(data: Mapping[str, object], field: str) -> int:
    value = data.get(field)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 2**53:
        raise BadMessage(field=field)
    return value


def _language(data: Mapping[str, object], field: str) -> str:
    value = data.get(field)
    return value if isinstance(value, str) and value in LANGUAGES else LANGUAGES[0]


COMMANDS: Mapping[str, type[cmd.Command]] = MappingProxyType(_catalogue())
