"""Pictures that a bank's text names by their file: `{file, alt}` becomes what the domain reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from quizapp.domain.errors import Problem, QuizappError
from quizapp.domain.pictures import PictureFile

KeepPicture: TypeAlias = Callable[[bytes], PictureFile]
"""Makes a picture ready to be stored; raises `QuizappError` where it is none that we take."""

FindPicture: TypeAlias = Callable[[str], bytes | None]
"""The bytes of a file by its name as the bank gives it; None where there is none."""

LARGEST_PICTURE = 20 * 1024 * 1024
"""In bytes, of one picture as it comes."""


class PicturesBeside:
    """The pictures of one bank. Each file is made ready once, however often it is named."""

    def __init__(self, find: FindPicture, keep: KeepPicture) -> None:
        self._find = find
        self._keep = keep
        self._made: dict[str, PictureFile] = {}
        self.problems: list[Problem] = []
        """Pictures that can't be shown, with their paths in the document."""

    @property
    def made(self) -> tuple[PictureFile, ...]:
        """Those that the bank names, each once."""
        return tuple({each.id: each for each in self._made.values()}.values())

    def resolved(self, document: object) -> object:
        """The document with each picture by what it is, no longer by its file."""
        if not isinstance(document, Mapping) or not isinstance(document.get("questions"), list):
            return document
        questions = [
            self._question(each, f"questions[{index}]")
            for index, each in enumerate(document["questions"])
        ]
        return {**document, "questions": questions}

    def _question(self, question: object, path: str) -> object:
        if not isinstance(question, Mapping):
            return question
        changed: dict[Any, Any] = {**question}
        for name, value in question.items():
            if name == "picture":
                changed[name] = self._picture(value, f"{path}.{name}")
            elif isinstance(value, list):
                changed[name] = [
                    self._entry(each, f"{path}.{name}[{index}]") for index, each in enumerate(value)
                ]
        return changed

    def _entry(self, entry: object, path: str) -> object:
        if not isinstance(entry, Mapping) or "picture" not in entry:
            return entry
        return {**entry, "picture": self._picture(entry["picture"], f"{path}.picture")}

    def _picture(self, picture: object, path: str) -> object:
        if not isinstance(picture, Mapping) or not isinstance(picture.get("file"), str):
            return picture
        made = self.made_of(picture["file"], f"{path}.file")
        if made is None:
            return None
        rest = {name: value for name, value in picture.items() if name != "file"}
        return {**rest, "id": made.id, "width": made.width, "height": made.height}

    def made_of(self, name: str, path: str) -> PictureFile | None:
        """The picture of that file; None, with a problem noted, where it can't be shown."""
        if name not in self._made:
            data = self._find(name) if is_inside(name) else None
            if data is None:
                code = "picture_missing" if is_inside(name) else "picture_outside"
                self.problems.append(Problem(path, code, name))
                return None
            try:
                self._made[name] = self._keep(data)
            except QuizappError as error:
                self.problems.append(Problem(path, error.code, name))
                return None
        return self._made[name]


def is_inside(name: str) -> bool:
    """Whether a file of that name can only lie in the bank's folder or below."""
    path = PurePosixPath(name)
    return bool(name) and not (
        path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
    )
