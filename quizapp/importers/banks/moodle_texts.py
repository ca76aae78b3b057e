"""Texts of Moodle XML: what is HTML becomes words, what is embedded becomes a picture of ours."""

from __future__ import annotations

import base64
import binascii
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from quizapp.domain.errors import QuizappError
from quizapp.importers.banks.base import Upload
from quizapp.importers.banks.drafts import QuestionDraft
from quizapp.importers.banks.html_text import Picture, Plain, looks_like_html, plain
from quizapp.importers.pictures import LARGEST_PICTURE

_EMBEDDED = "@@PLUGINFILE@@/"
_PLAIN_FORMATS = ("plain_text", "markdown")


def text_in(element: Element | None) -> str:
    """The words in an element's `<text>`, or directly in it; empty without one."""
    if element is None:
        return ""
    inner = element.find("text")
    return ("".join((element if inner is None else inner).itertext())).strip()


class Texts:
    """Reads the texts of one question; without it, nothing is said about what got lost."""

    def __init__(self, upload: Upload, question: QuestionDraft | None = None) -> None:
        self._upload = upload
        self._question = question

    def shown(self, element: Element | None) -> str:
        """The words of a text; a picture in it is left out."""
        found = self._plain(element)
        if found.pictures and self._question:
            self._question.partly_left_out("picture_left_out", count=len(found.pictures))
        return found.text

    def with_picture(self, element: Element | None) -> tuple[str, dict[str, Any] | None]:
        """The words and the first embedded picture, ready to be stored."""
        found = self._plain(element)
        if element is None or not found.pictures or self._question is None:
            return found.text, None
        if len(found.pictures) > 1:
            self._question.partly_left_out("picture_left_out", count=len(found.pictures) - 1)
        return found.text, self._picture(element, found.pictures[0], self._question)

    def _plain(self, element: Element | None) -> Plain:
        text = text_in(element)
        if element is None or element.get("format") in _PLAIN_FORMATS or not looks_like_html(text):
            return Plain(text)
        found = plain(text)
        if found.lost and self._question:
            self._question.approximated_once("markup_left_out")
        return found

    def _picture(
        self, element: Element, picture: Picture, question: QuestionDraft
    ) -> dict[str, Any] | None:
        name = unquote(picture.src.removeprefix(_EMBEDDED))
        data = _embedded(element).get(name) if picture.src.startswith(_EMBEDDED) else None
        if data is None:
            question.partly_left_out("picture_not_in_file", count=1)
            return None
        if self._upload.keep is None:
            question.partly_left_out("picture_left_out", count=1)
            return None
        try:
            made = self._upload.keep(data)
        except QuizappError as error:
            question.partly_left_out(error.code, detail=name)
            return None
        if not picture.alt:
            question.approximated("picture_described_by_name", detail=name)
        alt = {self._upload.language: picture.alt or name}
        return {"id": made.id, "alt": alt, "width": made.width, "height": made.height}


def _embedded(element: Element) -> dict[str, bytes]:
    """The files in an element, by name; what is no base64, or far too large, is not there."""
    files: dict[str, bytes] = {}
    for each in element.iterfind("file"):
        text = "".join((each.text or "").split())
        if each.get("encoding") != "base64" or len(text) > LARGEST_PICTURE * 4 // 3 + 4:
            continue
        try:
            files[each.get("name", "")] = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            continue
    return files
