"""Moodle XML: one language, the types that Moodle has, the questions' pictures embedded."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import TRUE_OR_FALSE, Exported
from quizapp.domain.pictures import MEDIA_TYPE, Picture
from quizapp.domain.text import N_
from quizapp.exports.banks.carried import Leaving
from quizapp.exports.banks.moodle_shares import (
    Spoken,
    figure,
    is_true_or_false,
    shares,
    spoken,
    without_key,
)

_LONGEST_NAME = 250
_SUFFIX = MEDIA_TYPE.rpartition("/")[2]


class MoodleXml:
    """Texts in the one language asked for."""

    slug = "moodle"
    label = N_("Moodle XML")
    suffix = ".xml"

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        carried = ("explanation", "tags", "points", "shuffle", "pictures")
        leaving = Leaving(bank, language, carried)
        quiz = Element("quiz")
        for number, each in enumerate(bank.questions, start=1):
            question = spoken(each, leaving.language)
            kind = _KINDS.get(each.type)
            if kind is None:
                leaving.left_out(number, each, "type_not_carried", type=each.type)
            elif not without_key(leaving, number, question):
                leaving.taken(each)
                quiz.append(_question(question, *kind, pictures))
        indent(quiz)
        data = tostring(quiz, encoding="utf-8", xml_declaration=True)
        return Exported(f"{bank.slug}{self.suffix}", "application/xml", data, leaving.notes())


def _question(
    question: Spoken,
    type_name: str,
    fill: Callable[[Element, Spoken, Mapping[str, bytes]], None],
    pictures: Mapping[str, bytes],
) -> Element:
    if is_true_or_false(question):
        type_name, fill = "truefalse", _true_false
    element = Element("question", {"type": type_name})
    body = question.said(question.document.get("body"))
    name = question.prompt if body else question.question.slug
    _text(SubElement(element, "name"), name[:_LONGEST_NAME])
    about = SubElement(element, "questiontext")
    _rich(about, question, body or question.prompt, question.question.picture, pictures)
    _text(SubElement(element, "generalfeedback", {"format": "plain_text"}), question.explanation)
    SubElement(element, "defaultgrade").text = figure(question.question.points / 1000)
    SubElement(element, "hidden").text = "0"
    SubElement(element, "idnumber").text = question.question.slug
    fill(element, question, pictures)
    if question.question.tags:
        tags = SubElement(element, "tags")
        for tag in question.question.tags:
            _text(SubElement(tags, "tag"), tag)
    return element


def _choice(element: Element, question: Spoken, pictures: Mapping[str, bytes]) -> None:
    single = question.type == "single_choice"
    SubElement(element, "single").text = "true" if single else "false"
    SubElement(element, "shuffleanswers").text = "true" if question.question.shuffle else "false"
    SubElement(element, "answernumbering").text = "abc"
    percent = shares(question)
    for option in question.document["options"]:
        _option(element, question, option, figure(percent[option["id"]]), pictures)


def _true_false(element: Element, question: Spoken, _: Mapping[str, bytes]) -> None:
    for option in TRUE_OR_FALSE:
        right = option in question.right()
        _answer(element, option, "100" if right else "0")


def _short_text(element: Element, question: Spoken, _: Mapping[str, bytes]) -> None:
    SubElement(element, "usecase").text = "0"
    for text in question.accepted():
        _answer(element, text.replace("*", "\\*"), "100")


def _number(element: Element, question: Spoken, _: Mapping[str, bytes]) -> None:
    answer = _answer(element, figure(question.document["value"]), "100")
    SubElement(answer, "tolerance").text = figure(question.document.get("tolerance", 0))


def _matching(element: Element, question: Spoken, _: Mapping[str, bytes]) -> None:
    left, right = question.entries("left"), question.entries("right")
    pairs = question.document["pairs"]
    asked = [(left[one], right[other]) for one, other in pairs.items()]
    spare = [("", text) for each, text in right.items() if each not in pairs.values()]
    SubElement(element, "shuffleanswers").text = "true"
    for one, other in [*asked, *spare]:
        pair = SubElement(element, "subquestion", {"format": "plain_text"})
        _text(pair, one)
        _text(SubElement(pair, "answer"), other)


def _ordering(element: Element, question: Spoken, pictures: Mapping[str, bytes]) -> None:
    items = {each["id"]: each for each in question.document["items"]}
    for place, item in enumerate(question.right(), start=1):
        _option(element, question, items[item], str(place), pictures)


_KINDS: Mapping[str, tuple[str, Callable[[Element, Spoken, Mapping[str, bytes]], None]]] = {
    "single_choice": ("multichoice", _choice),
    "multiple_choice": ("multichoice", _choice),
    "short_text": ("shortanswer", _short_text),
    "number": ("numerical", _number),
    "matching": ("matching", _matching),
    "ordering": ("ordering", _ordering),
    "open_text": ("essay", lambda *_: None),
    "slide": ("description", lambda *_: None),
}
"""Moodle's name and what is filled in, by our type."""


def _option(
    element: Element,
    question: Spoken,
    option: Mapping[str, Any],
    fraction: str,
    pictures: Mapping[str, bytes],
) -> None:
    shown = {each.id: each for each in question.question.pictures}
    picture = shown.get(option.get("picture", {}).get("id"))
    answer = SubElement(element, "answer", {"fraction": fraction})
    _rich(answer, question, question.said(option["text"]), picture, pictures)


def _answer(element: Element, text: str, fraction: str) -> Element:
    answer = SubElement(element, "answer", {"fraction": fraction, "format": "plain_text"})
    _text(answer, text)
    return answer


def _text(element: Element, text: str) -> None:
    SubElement(element, "text").text = text


def _rich(
    element: Element,
    question: Spoken,
    text: str,
    picture: Picture | None,
    pictures: Mapping[str, bytes],
) -> None:
    """Plain text; HTML only where a picture stands below it, with its bytes in the file."""
    data = pictures.get(picture.id) if picture else None
    if picture is None or data is None:
        element.set("format", "plain_text")
        _text(element, text)
        return
    name = f"{picture.id}.{_SUFFIX}"
    alt = html.escape(picture.alt.get(question.language))
    shown = html.escape(text, quote=False).replace("\n", "<br>")
    element.set("format", "html")
    _text(element, f'<p>{shown}</p><p><img src="@@PLUGINFILE@@/{name}" alt="{alt}"></p>')
    file = SubElement(element, "file", {"name": name, "path": "/", "encoding": "base64"})
    file.text = base64.b64encode(data).decode()
