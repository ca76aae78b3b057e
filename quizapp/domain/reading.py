"""Reading content that people wrote: every fault is collected with its path, none stops the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import isfinite

from quizapp.domain.errors import ContentProblems, Problem
from quizapp.domain.text import LANGUAGES, LocalizedText
from quizapp.domain.typed import storable

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 80
LONGEST_TEXT = 5000
"""Characters of any text: it goes to every phone of a hall."""
_READ_BEYOND = 100
"""Entries of a list that is too long of which each fault is still named."""


def as_written(value: object) -> Decimal | None:
    """The number that a person wrote as `0.1`, without what binary fractions add to it.

    None where it is no number; `1e999` and not-a-number are none, either.
    """
    if isinstance(value, float):
        return Decimal(repr(value)) if isfinite(value) else None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return Decimal(value)


class Reader:
    """A view of one mapping in the content, at a path; readers below it share the list of problems.

    Each method returns a usable default after noting a problem, so that one pass finds all faults.
    Call `finish` at the end: it raises `ContentProblems` with everything found, and names fields
    that nobody read (`unknown_field`).
    """

    def __init__(
        self,
        data: object,
        path: str = "",
        problems: list[Problem] | None = None,
        languages_needed: tuple[str, ...] = (),
    ) -> None:
        self.path = path
        self.languages_needed = languages_needed
        """What has no text to fall back on must be given in these; readers below have them too."""
        self.problems: list[Problem] = [] if problems is None else problems
        self._read: set[str] = set()
        self._data: Mapping[str, object] = {}
        if isinstance(data, Mapping):
            self._data = {str(key): value for key, value in data.items()}
        else:
            self.problem("", "not_a_mapping")

    def problem(self, field: str, code: str, detail: str = "") -> None:
        """Note a fault at `field` (empty: at this mapping itself)."""
        self.problems.append(Problem(self._at(field), code, detail))

    def has(self, field: str) -> bool:
        """Whether the field is given (also when it is null)."""
        return field in self._data

    def string(self, field: str, default: str = "", *, required: bool = False) -> str:
        """A string; numbers are not taken for strings."""
        value = self._take(field, required)
        if value is None:
            return default
        if not isinstance(value, str):
            self.problem(field, "not_text")
            return default
        if not storable(value):
            self.problem(field, "not_for_a_screen")
            return default
        return value

    def expect(self, field: str, value: str) -> None:
        """A required word that can only be this one."""
        given = self._take(field, required=True)
        if given is not None and given != value:
            self.problem(field, "not_allowed", value)

    def slug(self, field: str) -> str:
        """A required name for addresses and files: `revised-arusha-year`."""
        value = self.string(field, required=True)
        if self._data.get(field) is not None and (
            not _SLUG.fullmatch(value) or len(value) > _LONGEST_SLUG
        ):
            self.problem(field, "bad_slug", f"a-z, 0-9 and -, at most {_LONGEST_SLUG}")
        return value

    def languages(self, field: str) -> tuple[str, ...]:
        """Languages of the product, each named once; missing is empty."""
        languages = self.strings(field)
        for index, language in enumerate(languages):
            if language not in LANGUAGES:
                self.problem(f"{field}[{index}]", "unknown_language", ", ".join(LANGUAGES))
            elif language in languages[:index]:
                self.problem(f"{field}[{index}]", "duplicate", language)
        return languages

    def choice(self, field: str, allowed: Sequence[str], default: str) -> str:
        """One of the allowed words."""
        value = self.string(field, default)
        if value not in allowed:
            self.problem(field, "not_allowed", ", ".join(allowed))
            return default
        return value

    def integer(self, field: str, default: int, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        value = self._take(field, required=False)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.problem(field, "not_a_number")
            return default
        if not least <= value <= most:
            self.problem(field, "out_of_range", f"{least} to {most}")
            return default
        return value

    def optional_integer(self, field: str, least: int, most: int) -> int | None:
        """A whole number, or None where the field is missing or null."""
        if self._data.get(field) is None:
            self._read.add(field)
            return None
        return self.integer(field, least, least, most)

    def decimal(self, field: str, default: Decimal, least: Decimal, most: Decimal) -> Decimal:
        """A number from `least` to `most`, to the digit as it was written."""
        value = self._take(field, required=False)
        if value is None:
            return default
        number = as_written(value)
        if number is None:
            self.problem(field, "not_a_number")
            return default
        if not least <= number <= most:
            self.problem(field, "out_of_range", f"{least:f} to {most:f}")
            return default
        return number

    def text(self, field: str, *, required: bool = True) -> LocalizedText:
        """A text in several languages: a mapping of language to string."""
        value = self._take(field, required)
        if value is None:
            return LocalizedText()
        if not isinstance(value, Mapping):
            self.problem(field, "not_localized")
            return LocalizedText()
        return self._localized(field, value, required)

    def strings(self, field: str) -> tuple[str, ...]:
        """A list of strings; missing is empty."""
        value = self._take(field, required=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.problem(field, "not_a_list_of_text")
            return ()
        if not all(map(storable, value)):
            self.problem(field, "not_for_a_screen")
            return ()
        return tuple(value)

    def mappings(self, field: str, least: int, most: int) -> Iterator[Reader]:
        """Readers of a list of mappings with between `least` and `most` entries."""
        value = self._take(field, required=least > 0)
        entries = value if isinstance(value, list) else []
        if value is not None and not isinstance(value, list):
            self.problem(field, "not_a_list")
        elif value is not None and not least <= len(entries) <= most:
            self.problem(field, "wrong_count", f"{least} to {most}")
        # Far beyond the limit nobody mends them one by one: a list without an end ends here.
        for index, entry in enumerate(entries[: most + _READ_BEYOND]):
            yield self._below(entry, f"{field}[{index}]")

    def boolean(self, field: str, default: bool = False) -> bool:
        """True or false; missing is the default."""
        value = self._take(field, required=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.problem(field, "not_true_or_false")
            return default
        return value

    def value(self, field: str) -> object:
        """Whatever is there, for the caller to check; None where nothing is."""
        return self._take(field, required=False)

    def names(self) -> tuple[str, ...]:
        """All fields there are, where their names are not known beforehand."""
        return tuple(self._data)

    def mapping(self, field: str) -> Reader | None:
        """A reader of the mapping at `field`, or None where it is missing."""
        value = self._take(field, required=False)
        if value is None:
            return None
        return self._below(value, field)

    def check_unknown(self) -> None:
        """Note every field that nobody has read: most often a typing error."""
        for field in self._data:
            if field not in self._read:
                self.problem(field, "unknown_field")

    def finish(self) -> None:
        """Raise what was found, if anything was."""
        if self.problems:
            raise ContentProblems(tuple(self.problems))

    def _localized(
        self, field: str, value: Mapping[object, object], required: bool
    ) -> LocalizedText:
        texts: dict[str, str] = {}
        for language, text in value.items():
            if language not in LANGUAGES:
                self.problem(f"{field}.{language}", "unknown_language", ", ".join(LANGUAGES))
            elif not isinstance(text, str):
                self.problem(f"{field}.{language}", "not_text")
            elif len(text) > LONGEST_TEXT:
                self.problem(f"{field}.{language}", "text_too_large", str(LONGEST_TEXT))
            elif not storable(text):
                self.problem(f"{field}.{language}", "not_for_a_screen")
            else:
                texts[str(language)] = text.strip()
        localized = LocalizedText.of(texts)
        if required and not localized:
            self.problem(field, "empty_text")
        return localized

    def _below(self, data: object, field: str) -> Reader:
        return Reader(data, self._at(field), self.problems, self.languages_needed)

    def _take(self, field: str, required: bool) -> object:
        self._read.add(field)
        value = self._data.get(field)
        if value is None and required:
            self.problem(field, "missing")
        return value

    def _at(self, field: str) -> str:
        return ".".join(part for part in (self.path, field) if part)
