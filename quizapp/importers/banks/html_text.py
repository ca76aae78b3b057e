"""Plain text out of HTML: a hall reads words; what the mark-up added is said to be gone."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

_BREAKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "div",
        "dd",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
"""Tags around which a line ends."""
_UNSEEN = frozenset(("script", "style", "head", "title", "template"))
_WITHOUT_LOSS = frozenset(("p", "br", "div", "span", "html", "body"))
"""Tags whose removal takes nothing away that anybody would miss."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]\w*|#\d+|#x[0-9A-Fa-f]+);|<!--")
_ANY_TAG = re.compile(r"<[^<>]*>")
_LONGEST, _MOST_COMMENTS = 20_000, 60
"""Up to which the standard parser is asked: for comments without an end it takes their square."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in the text."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Plain:
    """The words, what pictures stood among them, and whether mark-up with a meaning is gone."""

    text: str
    pictures: tuple[Picture, ...] = ()
    lost: bool = False


def looks_like_html(text: str) -> bool:
    """Whether a tag or an entity is in it."""
    return _TAG.search(text) is not None


def plain(markup: str) -> Plain:
    """The text of a piece of HTML, however broken: a browser would show it, so it is read."""
    if len(markup) > _LONGEST or markup.count("<!") > _MOST_COMMENTS:
        return _roughly(markup)
    reader = _Reader()
    try:
        reader.feed(markup)
        reader.close()
    except AssertionError:  # what the standard parser says to a broken <![section
        return _roughly(markup)
    return Plain(_tidied("".join(reader.words)), tuple(reader.pictures), reader.lost)


def _roughly(markup: str) -> Plain:
    """Without whatever looks like a tag."""
    pictures = (Picture("", ""),) if "<img" in markup.lower() else ()
    return Plain(_tidied(html.unescape(_ANY_TAG.sub(" ", markup))), pictures, lost=True)


class _Reader(HTMLParser):
    """Collects the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.pictures: list[Picture] = []
        self.lost = False
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            given = {name: value or "" for name, value in attrs}
            self.pictures.append(
                Picture(given.get("src", ""), " ".join(given.get("alt", "").split()))
            )
        elif tag not in _WITHOUT_LOSS:
            self.lost = True
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _BREAKS:
            self.words.append("\n")
        if tag == "li":
            self.words.append("• ")
        if tag in ("td", "th"):
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag in _BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            self.lost = self.lost or bool(data.strip())
        else:
            self.words.append(re.sub(r"\s+", " ", data))


def _tidied(text: str) -> str:
    """One line a paragraph, no empty ones."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
