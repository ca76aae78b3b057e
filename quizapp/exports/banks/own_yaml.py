"""Our own format, `quizapp-bank/1`: carries everything but the bytes of pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from quizapp.domain.bank import BANK_FORMAT, Bank
from quizapp.domain.bank_files import Exported, Level, Note
from quizapp.domain.text import N_


class OwnYaml:
    """One YAML file; the pictures' names without the pictures."""

    slug = "yaml"
    label = N_("quizapp bank (YAML)")
    suffix = ".yaml"

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        count = len({each.id for question in bank.questions for each in question.pictures})
        missing = Note(0, "", Level.LEFT_OUT, "pictures_not_carried", {"count": count})
        notes = (missing,) if count else ()
        return Exported(
            f"{bank.slug}{self.suffix}",
            "application/yaml",
            yaml_text(bank_document(bank)).encode(),
            notes,
        )


def yaml_text(document: Mapping[str, Any]) -> str:
    """As a person would write it."""
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100)


def bank_document(bank: Bank) -> dict[str, Any]:
    """The inverse of `read_bank`."""
    document: dict[str, Any] = {
        "format": BANK_FORMAT,
        "slug": bank.slug,
        "title": bank.title.to_dict(),
        "languages": list(bank.languages),
    }
    if bank.licence:
        document["licence"] = bank.licence
    if bank.author:
        document["author"] = bank.author
    document["questions"] = [each.to_dict() for each in bank.questions]
    return document
