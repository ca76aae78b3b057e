"""Lists of `{id, text}`: what a choice, an ordering and a scale offer. Shared by those types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from quizapp.domain.errors import BadAnswer
from quizapp.domain.reading import Reader
from quizapp.domain.text import Json, LocalizedText

SEPARATOR = "; "
"""Between several options in words: their texts hold commas."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Option:
    """One entry. The id is what answers, keys and tallies use; it is unique in its list."""

    id: str
    text: LocalizedText


def read_options(reader: Reader, field: str, least: int, most: int) -> tuple[Option, ...]:
    """Between `least` and `most` entries; faults `bad_id` and `duplicate` go to the reader."""
    options: list[Option] = []
    for entry in reader.mappings(field, least, most):
        option = Option(entry.string("id", required=True), entry.text("text"))
        if option.id and not _ID.fullmatch(option.id):
            entry.problem("id", "bad_id", "A-Z, a-z, 0-9, - and _, at most 40")
        if option.id in ids(options):
            entry.problem("id", "duplicate", option.id)
        entry.check_unknown()
        options.append(option)
    return tuple(options)


def read_key(reader: Reader, options: Sequence[Option]) -> tuple[str, ...]:
    """The ids listed in `correct`; faults `unknown_option` and `duplicate` go to the reader."""
    key = reader.strings("correct")
    for index, each in enumerate(key):
        if each not in ids(options):
            reader.problem(f"correct[{index}]", "unknown_option", each)
        elif each in key[:index]:
            reader.problem(f"correct[{index}]", "duplicate", each)
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
    """The inverse of `read_options`."""
    return [{"id": option.id, "text": option.text.to_dict()} for option in options]


def view(options: Iterable[Option], language: str) -> list[Json]:
    """`[{id, text}]` in one language."""
    return [{"id": option.id, "text": option.text.get(language)} for option in options]


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
