"""Reading files that people wrote: whatever is in them, the only error is `ContentProblems`."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import yaml

from quizapp.domain.errors import ContentProblems, Problem
from quizapp.importers.marks import Marks

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

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse merge keys: thirty lines of them, each naming the last one twice, fill any memory."""
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(
                    None, None, "merge keys (<<) are not read here", key.start_mark
                )


def read_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """What is in the file; refused unread where it has more bytes than `largest`."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise refused(path.name, "unreadable_file", error.strerror or "") from None
    if len(data) > largest:
        raise refused(path.name, "file_too_large", f"{largest // 1024} KiB")
    return data


def read_text(path: Path) -> str:
    """The file's text, UTF-8 with or without a byte order mark."""
    return utf8(path.name, read_bytes(path))


def utf8(name: str, data: bytes) -> str:
    """The text in a file of that name, UTF-8 with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refused(name, "not_utf8", f"line {line}", line) from None


def read_yaml(path: Path) -> object:
    """The one document of a YAML file, as plain data."""
    return parse_yaml(path.name, read_text(path))[0]


def parse_yaml(name: str, text: str) -> tuple[object, Marks]:
    """The one document in a text, as plain data, and where everything in it stands."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        data: object = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        where = f"line {line}: " if line else ""
        raise refused(name, "broken_yaml", where + (error.problem or ""), line, column) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise refused(name, "broken_yaml", f"line {line}: {error.reason}", line) from None
    except RecursionError:
        raise refused(name, "broken_yaml", "nested too deeply") from None
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        # The constructors of numbers, dates and the like raise whatever int() or date() does.
        raise refused(name, "broken_yaml", str(error)) from None
    return data, Marks(node)


def in_file(
    name: str, problems: Iterable[Problem], marks: Marks | None = None
) -> tuple[Problem, ...]:
    """The problems with the file's name, and with line and column where there are marks."""
    return tuple(
        Problem(
            each.path,
            each.code,
            each.detail,
            name,
            *(marks.place(each.path, each.code) if marks else (each.line, each.column)),
        )
        for each in problems
    )


def refused(
    name: str, code: str, detail: str = "", line: int | None = None, column: int | None = None
) -> ContentProblems:
    """The error of a file that can't be used at all."""
    return ContentProblems((Problem("", code, detail, name, line, column),))
