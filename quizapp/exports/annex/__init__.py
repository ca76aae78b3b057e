"""The annex of a summary record: a registry of formats, and the one telling of its contents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from quizapp.domain.annex import Annex
from quizapp.domain.text import N_
from quizapp.exports.annex.contents import Contents, Tongue
from quizapp.exports.annex.docx_paper import DocxPaper
from quizapp.exports.annex.paper import Paper
from quizapp.exports.annex.pdf_paper import PdfPaper

__all__ = ["ANNEX_FORMATS", "AnnexFormat", "Tongue", "write_annex"]


@dataclass(frozen=True, slots=True)
class AnnexFormat:
    """A format that an annex leaves in; `paper` takes its title and its languages."""

    slug: str
    label: str
    content_type: str
    paper: Callable[[str, Sequence[str]], Paper]


ANNEX_FORMATS: Final = {
    each.slug: each
    for each in (
        AnnexFormat(
            "docx",
            N_("Word document (DOCX)"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            DocxPaper,
        ),
        AnnexFormat("pdf", N_("PDF to print or to send"), "application/pdf", PdfPaper),
    )
}


def write_annex(annex: Annex, form: AnnexFormat, tongues: Sequence[Tongue]) -> bytes:
    """The whole file, in one language or in two side by side, the document's own first."""
    codes = [each.code for each in tongues]
    paper = form.paper(annex.title.get(codes[0]), codes)
    return Contents(annex, tongues, paper).write()
