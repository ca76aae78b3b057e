"""Our own format, `quizapp-bank/1`: nothing in it is approximated, and a fault anywhere refuses it."""

from __future__ import annotations

from quizapp.domain.bank import BANK_FORMAT
from quizapp.domain.bank_files import Imported
from quizapp.domain.text import N_
from quizapp.importers.bank_yaml import read_bank_text
from quizapp.importers.banks.base import Upload
from quizapp.importers.banks.notes import understood
from quizapp.importers.files import LARGEST_FILE, utf8


class OwnYaml:
    """One YAML file (or JSON, which is YAML too), without pictures."""

    slug = "yaml"
    label = N_("quizapp bank (YAML)")
    suffixes = (".yaml", ".yml", ".json")
    largest = LARGEST_FILE

    def recognises(self, name: str, data: bytes) -> bool:
        return name.lower().endswith(self.suffixes) or BANK_FORMAT.encode() in data[:4096]

    def read(self, upload: Upload) -> Imported:
        text = utf8(upload.name, upload.data)
        bank = read_bank_text(upload.name, text, keep=upload.keep)
        notes = tuple(
            understood(number, each, upload.language)
            for number, each in enumerate(bank.questions, start=1)
        )
        return Imported(self.slug, bank, notes)
