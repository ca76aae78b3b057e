"""Reading files that people wrote: whatever is in them, the only error is `ContentProblems`."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from quizapp.domain.errors import ContentProblems, Problem

LARGEST_FILE = 4 * 1024 * 1024
"""In bytes. A bank of 2,000 questions in six languages has about half of it."""


class _Loader(yaml.SafeLoader):
    """The safe loader, which also refuses a key that stands twice: one of them would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key.value!r} stands here twice", key.start_mark
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def read_text(path: Path) -> str:
    """The file's text, UTF-8 with or without a byte order mark."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _refused(path, "unreadable_file", error.strerror or "") from None
    if len(data) > LARGEST_FILE:
        raise _refused(path, "file_too_large", f"{LARGEST_FILE // 1024} KiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refused(path, "not_utf8", f"line {line}") from None


def read_yaml(path: Path) -> object:
    """The one document of a YAML file, as plain data."""
    text = read_text(path)
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}: " if mark else ""
        raise _refused(path, "broken_yaml", where + (error.problem or "")) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise _refused(path, "broken_yaml", f"line {line}: {error.reason}") from None
    except RecursionError:
        raise _refused(path, "broken_yaml", "nested too deeply") from None
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        # The constructors of numbers, dates and the like raise whatever int() or date() does.
        raise _refused(path, "broken_yaml", str(error)) from None


def in_file(path: Path, error: ContentProblems) -> tuple[Problem, ...]:
    """The problems with the file's name before their paths."""
    return tuple(
        Problem(": ".join(part for part in (path.name, each.path) if part), each.code, each.detail)
        for each in error.problems
    )


def _refused(path: Path, code: str, detail: str) -> ContentProblems:
    return ContentProblems((Problem(path.name, code, detail),))
