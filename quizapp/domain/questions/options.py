"""Lists of `{id, text}`: what a choice, an ordering and a scale offer. Shared by those types.

Three kinds, the later one with more: entries (id and text), options (which may have a picture), and
the options of a choice (which may have a role).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from random import Random
from typing import Any

from quizapp.domain.errors import BadAnswer
from quizapp.domain.pictures import Picture, read_picture
from quizapp.domain.reading import Reader
from quizapp.domain.text import Json, LocalizedText

SEPARATOR = "; "
"""Between several options in words: their texts hold commas."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class Role(StrEnum):
    """What an option of a choice is besides one of many."""

    FOR = "for"
    AGAINST = "against"
    """In a vote on a motion: they stand first, and the majority is reckoned of them."""
    NONE_OF_THESE = "none"
    """It stands last and excludes the others, as does what follows."""
    ABSTAIN = "abstain"
    """No answer to the question: counted apart, in polls only."""


STANCES = (Role.FOR, Role.AGAINST)
APART = (Role.NONE_OF_THESE, Role.ABSTAIN)

NONE_OF_THESE = LocalizedText.of(
    {
        "en": "None of these",
        "fr": "Aucune de ces réponses",
        "es": "Ninguna de estas",
        "ar": "لا شيء مما سبق",
        "ru": "Ничего из перечисленного",
        "pt": "Nenhuma destas",
    }
)
NO_ANSWER = LocalizedText.of(
    {
        "en": "No answer",
        "fr": "Sans réponse",
        "es": "Sin respuesta",
        "ar": "بلا إجابة",
        "ru": "Без ответа",
        "pt": "Sem resposta",
    }
)
IN_FAVOUR = LocalizedText.of(
    {
        "en": "For",
        "fr": "Pour",
        "es": "A favor",
        "ar": "مؤيد",
        "ru": "За",
        "pt": "A favor",
    }
)
AGAINST = LocalizedText.of(
    {
        "en": "Against",
        "fr": "Contre",
        "es": "En contra",
        "ar": "معارض",
        "ru": "Против",
        "pt": "Contra",
    }
)
ABSTENTION = LocalizedText.of(
    {
        "en": "Abstention",
        "fr": "Abstention",
        "es": "Abstención",
        "ar": "ممتنع",
        "ru": "Воздержался",
        "pt": "Abstenção",
    }
)
"""The third choice of a formal vote; `NO_ANSWER` is that of a poll."""
ROLE_TEXTS: Mapping[Role, LocalizedText] = {
    Role.FOR: IN_FAVOUR,
    Role.AGAINST: AGAINST,
    Role.NONE_OF_THESE: NONE_OF_THESE,
    Role.ABSTAIN: NO_ANSWER,
}
"""Ready-made texts, for editors to put in."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry. The id is what answers, keys and tallies use; it is unique in its list."""

    id: str
    text: LocalizedText
    picture: Picture | None = None
    role: Role | None = None


def read_entries(reader: Reader, field: str, least: int, most: int) -> tuple[Option, ...]:
    """Between `least` and `most` of `{id, text}`; faults `bad_id` and `duplicate` as they occur."""
    return _read(reader, field, least, most, _entry)


def read_options(reader: Reader, field: str, least: int, most: int) -> tuple[Option, ...]:
    """As `read_entries`; each may have a picture."""
    return _read(reader, field, least, most, _option)


def read_choices(
    reader: Reader, field: str, least: int, most: int, allowed: Sequence[Role] = tuple(Role)
) -> tuple[Option, ...]:
    """As `read_options`; each may have one of the roles, and stands where that puts it.

    Faults: `not_allowed` for another role, `duplicate` for one that two have, `wrong_count`
    where fewer than `least` are left without the abstention.
    """
    options = _read(reader, field, least, most, partial(_choice, allowed=allowed))
    roles = [each.role for each in options]
    for index, role in enumerate(roles):
        if role is not None and role in roles[:index]:
            reader.problem(f"{field}[{index}].role", "duplicate", role)
    if len(options) >= least > len(answering(options)):
        reader.problem(field, "wrong_count", f"{least} to {most}")
    return tuple(sorted(options, key=lambda each: _PLACES[each.role]))


_PLACES = {Role.FOR: -2, Role.AGAINST: -1, None: 0, Role.NONE_OF_THESE: 1, Role.ABSTAIN: 2}


def _read(
    reader: Reader,
    field: str,
    least: int,
    most: int,
    read_one: Callable[[Reader], Option],
) -> tuple[Option, ...]:
    options: list[Option] = []
    for entry in reader.mappings(field, least, most):
        option = read_one(entry)
        if option.id and not _ID.fullmatch(option.id):
            entry.problem("id", "bad_id", "A-Z, a-z, 0-9, - and _, at most 40")
        if option.id in ids(options):
            entry.problem("id", "duplicate", option.id)
        entry.check_unknown()
        options.append(option)
    return tuple(options)


def _entry(reader: Reader) -> Option:
    return Option(reader.string("id", required=True), reader.text("text"))


def _option(reader: Reader) -> Option:
    return replace(_entry(reader), picture=read_picture(reader))


def _choice(reader: Reader, allowed: Sequence[Role]) -> Option:
    option = _option(reader)
    if not reader.has("role"):
        return option
    return replace(option, role=Role(reader.choice("role", allowed, allowed[0])))


def check_polls_only(reader: Reader, options: Sequence[Option], key: Collection[str]) -> None:
    """A key can't be missed by those who give no answer: fault `abstention_with_key`.

    A motion has no right answer either: fault `motion_with_key`.
    """
    if key and abstention(options) is not None:
        reader.problem("correct", "abstention_with_key")
    if key and any(each.role in STANCES for each in options):
        reader.problem("correct", "motion_with_key")


def stances(options: Iterable[Option]) -> dict[str, str]:
    """Role -> id of the option that has it."""
    return {option.role.value: option.id for option in options if option.role is not None}


def ordinary(options: Iterable[Option]) -> tuple[Option, ...]:
    """Those without a role."""
    return tuple(option for option in options if option.role is None)


def answering(options: Iterable[Option]) -> tuple[Option, ...]:
    """Those by which somebody answers: all but the abstention."""
    return tuple(option for option in options if option.role is not Role.ABSTAIN)


def abstention(options: Iterable[Option]) -> str | None:
    """Id of the option by which somebody gives no answer, where there is one."""
    return next((option.id for option in options if option.role is Role.ABSTAIN), None)


def read_key(reader: Reader, options: Sequence[Option]) -> tuple[str, ...]:
    """The ids listed in `correct`; faults `unknown_option` and `duplicate` go to the reader."""
    key = reader.strings("correct")
    seen: set[str] = set()
    for index, each in enumerate(key):
        if each not in ids(options):
            reader.problem(f"correct[{index}]", "unknown_option", each)
        elif each in seen:
            reader.problem(f"correct[{index}]", "duplicate", each)
        seen.add(each)
    return key


def parse_ids(options: Sequence[Option], raw: object) -> tuple[str, ...]:
    """The ids in an answer, each known and named once, in the order given; raises `BadAnswer`."""
    if not isinstance(raw, list):
        raise BadAnswer(reason="not_a_list")
    given = tuple(parse_id(options, each) for each in raw)
    if len(set(given)) != len(given):
        raise BadAnswer(reason="twice")
    return given


def parse_id(options: Sequence[Option], raw: object) -> str:
    """One known id; raises `BadAnswer`."""
    if not isinstance(raw, str) or raw not in ids(options):
        raise BadAnswer(reason="unknown_option")
    return raw


def ids(options: Iterable[Option]) -> tuple[str, ...]:
    """The ids in the order of the list."""
    return tuple(option.id for option in options)


def to_list(options: Iterable[Option]) -> list[Json]:
    """The inverse of `read_options` and its like."""
    return [_to_dict(option) for option in options]


def _to_dict(option: Option) -> dict[str, Json]:
    data: dict[str, Json] = {"id": option.id, "text": option.text.to_dict()}
    if option.picture is not None:
        data["picture"] = option.picture.to_dict()
    if option.role is not None:
        data["role"] = option.role.value
    return data


def view(options: Iterable[Option], language: str) -> list[Json]:
    """`[{id, text, picture, role}]` in one language; the last two where an option has them."""
    return [_view(option, language) for option in options]


def _view(option: Option, language: str) -> dict[str, Json]:
    shown: dict[str, Json] = {"id": option.id, "text": option.text.get(language)}
    if option.picture is not None:
        shown["picture"] = option.picture.view(language)
    if option.role is not None:
        shown["role"] = option.role.value
    return shown


def labels(options: Iterable[Option], language: str) -> Mapping[str, str]:
    """Id -> text, in the order of the list."""
    return {option.id: option.text.get(language) for option in options}


def in_words(options: Iterable[Option], chosen: Iterable[str], language: str) -> str:
    """The chosen options' texts, in the order of `chosen`."""
    texts = labels(options, language)
    return SEPARATOR.join(texts[each] for each in chosen)


def in_order(options: Iterable[Option], order: Iterable[str], language: str) -> str:
    """The options' texts with their places: `1. Bali; 2. Geneva`."""
    texts = labels(options, language)
    return SEPARATOR.join(f"{place}. {texts[each]}" for place, each in enumerate(order, start=1))


def guess_ids(view: Sequence[Mapping[str, Any]], count: int, rng: Random) -> list[str]:
    """So many ids of a public list of options, at random."""
    return rng.sample([str(each["id"]) for each in view], count)
