"""Strong language in typed texts: accepted from the phone, and left out of what the room sees.

One file a language, a word or phrase a line, as people write it; `#` begins a comment. Our own
compilation: strong words only, and none that is an ordinary word in one of the other languages
(`con`, `bite`, `ano`), for a hall types in all of them at once. What a list gets wrong the moderator
puts right: a text that was approved is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from quizapp.domain.questions.folding import fold
from quizapp.domain.text import LANGUAGES

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class _Listed:
    words: frozenset[str]
    phrases: tuple[str, ...]


@cache
def _listed() -> _Listed:
    folded = {fold(each) for language in LANGUAGES for each in entries(language)}
    return _Listed(
        frozenset(each for each in folded if " " not in each),
        tuple(sorted(f" {each} " for each in folded if " " in each)),
    )


def entries(language: str) -> tuple[str, ...]:
    """The list of one language, as it stands in its file."""
    lines = (_FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    return tuple(each for line in lines if (each := line.partition("#")[0].strip()))


@lru_cache(maxsize=32_768)
def _is_listed(folded: str) -> bool:
    listed = _listed()
    if " " not in folded:
        return folded in listed.words
    around = f" {folded} "
    return not listed.words.isdisjoint(folded.split()) or any(
        each in around for each in listed.phrases
    )


def is_profane(folded: str) -> bool:
    """Whether one of the whole words or phrases in a folded text (`folding.fold`) is listed."""
    return _is_listed(folded)
