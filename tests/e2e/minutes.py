"""The annex of a record, held against the tables of the database that it was made of."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table

LANGUAGES = ("en", "fr")
Rows = list[list[str]]
Texts = dict[str, str]


def plain(text: str) -> str:
    """With ordinary spaces alone."""
    return re.sub(r"[ \u00a0\u202f\u2009]+", " ", text).strip()


def both(texts: Texts) -> list[str]:
    """In the two languages of the annex; once where there is only one."""
    return [plain(texts[each]) for each in LANGUAGES if each in texts]


@dataclass(frozen=True)
class Held:
    """A round as the tables have it: what was asked, by which rules, and every answer to it."""

    id: str
    content: dict[str, Any]
    voting: dict[str, Any]
    answers: list[Any]
    observers: list[Any]

    @property
    def counts(self) -> Counter[str]:
        """Of options that were chosen, or words in small letters."""
        given = [each if isinstance(each, list) else [each] for each in self.answers]
        return Counter(word.casefold() for each in given for word in each)

    def options(self, answers: Sequence[Any]) -> Rows:
        """Both labels and the votes of each option; last who abstained, where anybody did."""
        counts = Counter(
            each for given in answers for each in (given if isinstance(given, list) else [given])
        )
        shown = [
            each
            for each in self.content["options"]
            if each.get("role") != "abstain" or counts[each["id"]]
        ]
        return [[*both(each["text"]), str(counts[each["id"]])] for each in shown]

    def steps(self) -> Rows:
        """Of a scale: both labels of each statement, and how many chose each of its steps."""
        return [
            [
                *both(each["text"]),
                *(str(sum(given[each["id"]] == n for given in self.answers)) for n in range(1, 6)),
            ]
            for each in self.content["statements"]
        ]


class Tables:
    """The database as it lies on the disk, read without the program."""

    def __init__(self, file: Path, event_id: str) -> None:
        self._file = file
        self.event_id = event_id

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Of one reading."""
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as base:
            return base.execute(query, values).fetchall()

    @property
    def rounds(self) -> list[Held]:
        """In the order in which they were asked; those beside the stage, too."""
        asked: list[dict[str, Any]] = []
        for kind, data in self.rows(
            "SELECT kind, data FROM log_entry WHERE event_id = ? ORDER BY seq", self.event_id
        ):
            if kind in ("RoundAsked", "AsideOpened"):
                entry = json.loads(data)
                asked += entry.get("rounds", [entry])
        return [self._round(each) for each in asked]

    def _round(self, asked: dict[str, Any]) -> Held:
        ((content,),) = self.rows(
            "SELECT content FROM question_version WHERE question_id = ? AND version = ?",
            *(asked["question_id"], asked["version"]),
        )
        round_id = asked["round_id"]
        return Held(
            round_id,
            json.loads(content),
            asked["rules"]["voting"],
            [
                json.loads(answer)
                for (answer,) in self.rows(
                    "SELECT answer FROM answer WHERE round_id = ?1"
                    " UNION ALL SELECT choice FROM ballot WHERE round_id = ?1",
                    round_id,
                )
            ],
            [
                json.loads(answer)
                for (answer,) in self.rows(
                    "SELECT answer FROM answer WHERE round_id = ?", f"{round_id}~observers"
                )
            ],
        )

    @property
    def items(self) -> dict[str, list[str]]:
        """Number -> title in both languages."""
        lines = self.rows("SELECT path, title FROM agenda_item WHERE event_id = ?", self.event_id)
        return {path: both(json.loads(title)) for path, title in lines}

    @property
    def questions(self) -> dict[str, list[tuple[str, str, str, int]]]:
        """Number of an item -> text, by whom, standing and votes of what was asked from the floor."""
        found: dict[str, list[tuple[str, str, str, int]]] = {}
        for item, text, name, delegation, standing, votes in self.rows(
            "SELECT i.path, q.text, q.name, q.delegation, q.standing,"
            " (SELECT count(*) FROM floor_vote v WHERE v.question_id = q.id)"
            " FROM floor_question q JOIN qa_session s ON s.id = q.session_id"
            " JOIN agenda_item i ON i.id = s.agenda_item_id WHERE s.event_id = ?",
            self.event_id,
        ):
            by = ", ".join(each for each in (name, delegation) if each)
            found.setdefault(item, []).append((text, by, standing, votes))
        return found

    def roll(self, on: Held) -> dict[str, str | None]:
        """Who sits on each seat that votes -> the label of what it chose; None: nothing."""
        labels = {each["id"]: each["text"]["en"] for each in on.content["options"]}
        return {
            " · ".join(each for each in (delegation, name) if each): labels.get(
                json.loads(answer or "null")
            )
            for delegation, name, answer in self.rows(
                "SELECT s.delegation, s.name, a.answer FROM seat s LEFT JOIN answer a"
                " ON a.voter_id = s.id AND a.round_id = ? WHERE s.event_id = ? AND s.votes",
                *(on.id, self.event_id),
            )
        }


class Annex:
    """The document as somebody reads it who has only the file."""

    def __init__(self, file: Path) -> None:
        self.blocks: list[str | Rows] = []
        """A paragraph, a heading as `## words`, or the rows of a table."""
        for each in Document(str(file)).iter_inner_content():
            if isinstance(each, Table):
                self.blocks.append([[plain(cell.text) for cell in row.cells] for row in each.rows])
            elif each.text:
                style = (each.style.name or "") if each.style is not None else ""
                level = int(style[-1]) if style.startswith("Heading ") else 0
                self.blocks.append(f"{'#' * level} {plain(each.text)}".strip())

    def item(self, number: str, title: Sequence[str]) -> list[str | Rows]:
        """What stands under an agenda item with this title in both languages."""
        first, second = (f"{'#' * level} {number} {title[level - 1]}" for level in (1, 2))
        at = self.blocks.index(first)
        assert self.blocks[at + 1] == second
        return self._until(at + 2, "# ")

    def asked(self, prompt: Sequence[str]) -> list[str | Rows]:
        """What stands under a question that is worded so, side by side or alone."""
        spoken = [list(prompt)] if len(prompt) > 1 else prompt[0]
        places = [
            place
            for place, each in enumerate(self.blocks)
            if each == spoken and str(self.blocks[place - 1]).startswith("### Question")
        ]
        assert len(places) == 1, (prompt, places)
        return self._until(places[0] + 1, "#")

    def _until(self, at: int, mark: str) -> list[str | Rows]:
        found: list[str | Rows] = []
        for each in self.blocks[at:]:
            if isinstance(each, str) and each.startswith(mark):
                break
            found.append(each)
        return found


def facts(part: Sequence[str | Rows]) -> dict[str, str]:
    """English name -> value, each in its first language."""
    lines = [each.split(": ", 1) for each in part if isinstance(each, str) and ": " in each]
    return {name.split(" / ")[0]: value for name, value in lines}


def tables(part: Sequence[str | Rows]) -> list[Rows]:
    """Those with a heading above their columns."""
    return [each for each in part if not isinstance(each, str) and len(each) > 1]


def expect_round(annex: Annex, base: Tables, on: Held) -> None:
    """Wording, who might answer, how many did, and each figure."""
    part = annex.asked(both(on.content["prompt"]))
    said, (figures, *_) = facts(part), tables(part)
    if on.voting["voters"] == "seats":
        ((seats,),) = base.rows(
            "SELECT count(*) FROM seat WHERE event_id = ? AND votes", base.event_id
        )
        assert (said["Seats that may vote"], said["Seats that voted"]) == (
            *(str(seats), str(len(on.answers))),
        )
        quorum = -(-on.voting["quorum"] * seats // 100)
        assert said["Quorum"].startswith(f"{quorum} (")
    else:
        ((joined,),) = base.rows(
            "SELECT count(*) FROM participant WHERE event_id = ?", base.event_id
        )
        assert said["Who could answer"].startswith(f"{joined} phones had joined")
        assert said["Answered"] == str(len(on.answers))
    if "options" in on.content:
        assert figures[0][1:4] == ["English", "Français", "Votes"]
        assert [row[1:4] for row in figures[1:]] == on.options(on.answers)
    elif "statements" in on.content:
        assert [row[1:8] for row in figures[1:]] == on.steps()
    else:
        assert {row[0].casefold(): int(row[1]) for row in figures[1:]} == on.counts


def expect_election(annex: Annex, on: Held) -> list[str]:
    """The most wanted are elected; their names, in the order of the ballot."""
    part = annex.asked(both(on.content["prompt"]))
    votes = {name: int(count) for name, _, count in on.options(on.answers)}
    border = sorted(votes.values(), reverse=True)[on.voting["places"] - 1]
    elected = sorted(
        (name for name in votes if votes[name] >= border), key=lambda each: -votes[each]
    )
    names = ", ".join(elected)
    assert part[0] == [[f"Elected: {names}.", f"Élus : {names}."]]
    return elected


def expect_roll_call(annex: Annex, base: Tables, on: Held) -> None:
    """What was decided, by whom, and what observers said apart from it."""
    part = annex.asked(both(on.content["prompt"]))
    counts = on.counts
    least = (counts["for"] + counts["against"]) // 2 + 1
    decided = part[0]
    assert isinstance(decided, list)
    ((said, dit),) = decided
    assert said == (
        f"The motion is carried. {counts['for']} for, {counts['against']} against, "
        f"{counts['abstain']} abstained; {least} needed."
    )
    assert dit.startswith(
        f"La motion est adoptée. {counts['for']} pour, {counts['against']} contre"
    )
    _, observers, roll = tables(part)
    assert [row[1:4] for row in observers[1:]] == on.options(on.observers)
    assert roll[0] == ["Roll call\nAppel nominal", ""]
    called = {who: None if how.startswith("not voted") else how for who, how in roll[1:]}
    assert called == base.roll(on)


def expect_questions(annex: Annex, base: Tables) -> None:
    """Item by item: what was asked, by whom, whether it was answered, how many wanted it."""
    for number, asked in base.questions.items():
        part = annex.item(number, base.items[number])
        (rows,) = [each[1:] for each in tables(part) if each[0][0] == "Question"]
        assert [(text, by.split("\n")[0], int(votes)) for text, by, _, votes in rows] == [
            (text, by or "anonymous", votes) for text, by, _, votes in asked
        ]
        for (_, _, state, _), (_, _, standing, _) in zip(rows, asked, strict=True):
            assert state.split("\n") == ["has been answered", "a reçu une réponse"]
            assert standing == "answered"


def expect_proof(annex: Annex, base: Tables, secret: Held) -> None:
    """The seal of the secret vote, and the head of the log as it stands."""
    ((digest, salt),) = base.rows("SELECT digest, salt FROM sealing WHERE round_id = ?", secret.id)
    said = facts(annex.asked(both(secret.content["prompt"])))
    assert said["Seal of the ballots"] == digest
    assert said["Salt that opens the seal"] == salt
    ((head,),) = base.rows(
        "SELECT hash FROM log_entry WHERE event_id = ? ORDER BY seq DESC LIMIT 1", base.event_id
    )
    assert facts(annex.blocks[-1:]) == {"Head of the log": head}
