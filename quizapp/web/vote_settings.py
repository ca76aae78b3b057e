"""The settings of a vote, as the form of an activity says them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from quizapp.domain.errors import Problem
from quizapp.domain.event import Event
from quizapp.domain.voting import (
    DEFAULT_K,
    LARGEST_K,
    MOST_PLACES,
    PLAIN,
    SMALLEST_K,
    GroupBy,
    Majority,
    NamesTo,
    Secrecy,
    Voters,
    Voting,
    faults_of,
)
from quizapp.presentation.content_words import problem_text
from quizapp.web.language import page_language, t

K = TypeVar("K", bound=StrEnum)
BOUNDS: Final = {
    "smallest": (SMALLEST_K, LARGEST_K),
    "quorum": (0, 100),
    "places": (0, MOST_PLACES),
}


def parse_voting(data: Mapping[str, str]) -> Voting:
    """What the form says; a form without these fields leaves a poll as ever."""
    return Voting(
        voters=_one_of(Voters, data.get("voters"), PLAIN.voters),
        secrecy=_one_of(Secrecy, data.get("secrecy"), PLAIN.secrecy),
        names_to=_one_of(NamesTo, data.get("names_to"), PLAIN.names_to),
        group_by=_one_of(GroupBy, data.get("group_by"), PLAIN.group_by),
        smallest=_number(data, "smallest", DEFAULT_K),
        majority=_one_of(Majority, data.get("majority"), PLAIN.majority),
        quorum=_number(data, "quorum", 0),
        places=_number(data, "places", 0),
    )


def vote_faults(data: Mapping[str, str], voting: Voting, event: Event) -> dict[str, str]:
    """Field -> what is wrong with it, in the reader's language."""
    found = {
        field: problem_text(Problem(field, code), page_language())
        for field, code in faults_of(voting)
    }
    for field, (least, most) in BOUNDS.items():
        typed = data.get(field, "").strip()
        if typed and _read(typed, least, most) is None:
            found[field] = t("From {least} to {most}.", least=least, most=most)
    if voting.by_seat and not any(each.votes for each in event.seats):
        found["voters"] = t("There is no seat that votes. Bring a seat list first.")
    return found


def _one_of(kinds: type[K], value: str | None, otherwise: K) -> K:
    return kinds(value) if value in set(kinds) else otherwise


def _number(data: Mapping[str, str], field: str, otherwise: int) -> int:
    found = _read(data.get(field, "").strip(), *BOUNDS[field])
    return otherwise if found is None else found


def _read(typed: str, least: int, most: int) -> int | None:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 5):
        return None
    return int(typed) if least <= int(typed) <= most else None
