"""An XML file as a tree that knows its lines. No entity, no DTD, nothing from elsewhere."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from quizapp.importers.banks.decoding import decode
from quizapp.importers.banks.drafts import BankDraft

DEEPEST = 60
"""Elements in one another; Moodle has eight."""
MOST_ELEMENTS = 300_000
"""Of a file; each takes some 500 bytes of memory, and 2,000 questions have a third of them."""
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)["']""")
LINE = "\x00line"
"""Attribute with the line of an element; no file can have one of that name."""


class _TooManyElements(Exception):
    """Nobody's questions have so many."""


class _Lines(TreeBuilder):
    """Notes where each element begins, and refuses a tree that no recursion would survive."""

    def __init__(self) -> None:
        super().__init__()
        self.parser: Any = None
        self._depth = 0
        self._count = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._depth += 1
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise _TooManyElements
        if self._depth > DEEPEST:
            raise RecursionError
        return super().start(tag, {**attrs, LINE: str(self.parser.parser.CurrentLineNumber)})

    def end(self, tag: Any, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(draft: BankDraft) -> Element:
    """The root element of the draft's file; raises `ContentProblems`."""
    upload = draft.upload
    builder = _Lines()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        parser.feed(_bytes(draft))
        root = parser.close()
    except DefusedXmlException:
        raise upload.refused("xml_entities") from None
    except ParseError as error:
        line, column = error.position
        raise upload.refused("broken_xml", str(error.msg), line, column + 1) from None
    except _TooManyElements:
        raise upload.refused("xml_too_large", str(MOST_ELEMENTS)) from None
    except RecursionError:
        raise upload.refused("broken_xml", "nested too deeply") from None
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise upload.refused("broken_xml", str(error)) from None
    assert isinstance(root, Element)
    return root


def _bytes(draft: BankDraft) -> bytes:
    """As it is where the file says its encoding, else in UTF-8, whatever it was in."""
    declared = _DECLARED.match(draft.upload.data.lstrip())
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"utf-16"):
        return draft.upload.data
    text = decode(draft)
    found = _DECLARATION.match(text)
    return (text if found is None else "\n" * found[0].count("\n") + text[found.end() :]).encode()


def line_of(element: Element) -> int:
    """Where the element begins."""
    return int(element.get(LINE, "1"))
