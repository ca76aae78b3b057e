"""The spreadsheet that Kahoot imports: choices with a key, one language, short texts."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.bank import Bank, Question
from quizapp.domain.bank_files import Exported, Level
from quizapp.domain.text import N_
from quizapp.exports.banks.carried import Leaving
from quizapp.exports.banks.moodle_shares import Spoken, spoken
from quizapp.exports.banks.sheet import SheetCell
from quizapp.exports.banks.workbook import MEDIA_TYPE, Sheets

LONGEST_QUESTION, LONGEST_ANSWER, MOST_ANSWERS = 120, 75, 4
LIMITS_S = (5, 10, 20, 30, 60, 90, 120, 240)
USUAL_LIMIT_S = 20
_TYPES = ("single_choice", "multiple_choice")
_HEADER_LINE = 8
_HEADER: tuple[SheetCell, ...] = (
    None,
    f"Question - max {LONGEST_QUESTION} characters",
    *(f"Answer {place} - max {LONGEST_ANSWER} characters" for place in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


class KahootXlsx:
    """Texts in the one language asked for."""

    slug = "kahoot"
    label = N_("Kahoot spreadsheet (Excel)")
    suffix = ".xlsx"

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        leaving = Leaving(bank, language, ("time_limit",))
        rows: list[list[SheetCell]] = []
        for number, each in enumerate(bank.questions, start=1):
            if reason := _reason(each):
                leaving.left_out(number, each, reason, type=each.type, most=MOST_ANSWERS)
                continue
            leaving.taken(each)
            question = spoken(each, leaving.language)
            rows.append([len(rows) + 1, *_row(leaving, number, question)])
        sheets = Sheets()
        above: list[list[SheetCell]] = [[], [None, bank.title.get(leaving.language)]]
        above += [[] for _ in range(_HEADER_LINE - 1 - len(above))]
        widths = {1: 5, 2: 50, 3: 24, 4: 24, 5: 24, 6: 24, 7: 18, 8: 18}
        sheets.add("Sheet1", [*above, list(_HEADER), *rows], heading=_HEADER_LINE, widths=widths)
        return Exported(
            f"{bank.slug}-kahoot{self.suffix}", MEDIA_TYPE, sheets.to_bytes(), leaving.notes()
        )


def _reason(question: Question) -> str:
    """Why it can't go, empty where it can."""
    if question.type not in _TYPES:
        return "type_not_carried"
    if not question.has_key:
        return "poll_not_carried"
    return "too_many_options" if len(question.content.options) > MOST_ANSWERS else ""


def _row(leaving: Leaving, number: int, question: Spoken) -> list[SheetCell]:
    options = question.entries("options")
    places = {option: place for place, option in enumerate(options, start=1)}
    texts = [_short(leaving, number, question, text, LONGEST_ANSWER) for text in options.values()]
    right = [places[each] for each in question.right()]
    if question.type == "multiple_choice":
        leaving.said(number, question.question, Level.APPROXIMATED, "any_right_answer")
    return [
        _short(leaving, number, question, question.prompt, LONGEST_QUESTION),
        *(texts + [""] * (MOST_ANSWERS - len(texts))),
        _limit(leaving, number, question),
        right[0] if len(right) == 1 else ",".join(map(str, right)),
    ]


def _short(leaving: Leaving, number: int, question: Spoken, text: str, most: int) -> str:
    """On one line, cut where it is too long; the whole text stays in our bank only."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    details = {"count": len(line), "most": most}
    leaving.said(number, question.question, Level.APPROXIMATED, "text_cut", **details)
    return line[: most - 1].rstrip() + "…"


def _limit(leaving: Leaving, number: int, question: Spoken) -> int:
    """The next limit that the template knows and that is not shorter, else its longest."""
    wanted = question.question.time_limit_s or USUAL_LIMIT_S
    limit = next((each for each in LIMITS_S if each >= wanted), LIMITS_S[-1])
    if limit != question.question.time_limit_s:
        leaving.said(
            number, question.question, Level.APPROXIMATED, "time_limit_chosen", seconds=limit
        )
    return limit
