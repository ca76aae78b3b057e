"""Finds the texts to translate in our own JavaScript.

Python and Jinja have extractors of Babel's. Babel's JavaScript lexer takes a template literal for
one token and so misses the calls inside nested html`` templates; ours looks for the calls
themselves, wherever they stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Final

Found = tuple[int, str, "str | tuple[str, ...]", list[str]]
"""Line, function, text or (one, many), comments: what Babel expects of an extractor."""

_CALL = re.compile(r"(?<![\w$.])(tn|t|N_)\(\s*")
_COMMENT_LINE = re.compile(r"^\s*(?://|/?\*)")
_LITERAL = re.compile(
    r"""(?P<quote>["'`])(?P<body>(?:\\.|(?!(?P=quote))[^\\])*)(?P=quote)""", re.DOTALL
)
_PLUS = re.compile(r"\s*\+\s*")
_COMMA = re.compile(r"\s*,\s*")
_DEFINITION: Final = re.compile(r"(?:function|const|let)\s+$")


class ExtractionError(ValueError):
    """A call that no catalogue could hold, named by its line."""


def extract_javascript(fileobj: IO[bytes], *_: object, **__: object) -> Iterator[Found]:
    """Calls of `t("…")`, `tn("one", "many", n)` and `N_("…")`; texts may be joined with `+`.

    A call whose first argument is no literal text is left out: its texts are marked elsewhere.
    Raises `ExtractionError` at a text with `${…}` in it, and at a `tn` without two texts.
    """
    source = fileobj.read().decode()
    for call in _CALL.finditer(source):
        start = source.rfind("\n", 0, call.start()) + 1
        if _COMMENT_LINE.match(source[start : call.end()]):
            continue
        if _DEFINITION.search(source[start : call.start()]):
            continue
        line = source.count("\n", 0, call.start()) + 1
        texts = _texts(source, call.end(), 2 if call[1] == "tn" else 1, line)
        if texts:
            yield line, call[1], texts if len(texts) > 1 else texts[0], []


def _texts(source: str, position: int, wanted: int, line: int) -> tuple[str, ...]:
    texts: list[str] = []
    while len(texts) < wanted:
        text, position = _text(source, position, line)
        if text is None:
            break
        texts.append(text)
        comma = _COMMA.match(source, position)
        if comma is None:
            break
        position = comma.end()
    if texts and len(texts) < wanted:
        raise ExtractionError(f"line {line}: tn() takes two texts")
    return tuple(texts)


def _text(source: str, position: int, line: int) -> tuple[str | None, int]:
    parts: list[str] = []
    while literal := _LITERAL.match(source, position):
        if literal["quote"] == "`" and "${" in literal["body"]:
            raise ExtractionError(f"line {line}: a text to translate has no ${{…}}; use {{name}}")
        parts.append(_unescaped(literal["body"]))
        position = literal.end()
        plus = _PLUS.match(source, position)
        if plus is None:
            break
        position = plus.end()
    return ("".join(parts) if parts else None), position


def _unescaped(body: str) -> str:
    quoted = re.sub(r"\\(['`$])", r"\1", body)
    quoted = re.sub(r'(?<!\\)((?:\\\\)*)"', r'\1\\"', quoted).replace("\n", "\\n")
    text = json.loads(f'"{quoted}"')
    assert isinstance(text, str)
    return text
