"""Banks: browsing, editing with drafts and versions, taking in whole files, and what is counted.

What is typed is a draft, one an account and question, kept as it is, right or wrong. A version is
made when somebody saves, from a question without faults, and is never changed again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.domain.bank import Bank, Question, read_question
from quizapp.domain.bank_files import Imported
from quizapp.domain.errors import ContentProblems, NotFound, Problem
from quizapp.domain.live.state import EventState, Round
from quizapp.domain.shelf import BankHead, Draft, Found, Intake, PutQuestion, Shelved, Wanted
from quizapp.domain.statistics import Figures, Outing, figures_of
from quizapp.domain.text import Json
from quizapp.services.content_ports import BankStore
from quizapp.services.live import Live
from quizapp.services.ports import Clock, Ids
from quizapp.services.recent import Recent
from quizapp.services.results import Results

PAGE = 50
"""Questions a page of results has."""
WHOLE = 5000
"""More questions than a bank may have."""
MOST_LAID_BY = 8
"""Files that wait to be confirmed."""
FRESH_MS = 120_000
"""Who typed within this time is at it now."""
_NOTHING = frozenset({"missing", "empty_text", "missing_alt"})
"""Faults of a text that is not there yet."""
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_TO_COME = "…"


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as it was read. `question` may be shown where it is not None, saved without faults.

    Texts that are still to come stand as `…` in it.
    """

    problems: tuple[Problem, ...]
    question: Question | None


@dataclass(frozen=True, slots=True)
class AtWork:
    """How a question stands for somebody who edits it."""

    latest: Shelved | None
    """None while it was never saved."""
    draft: Draft | None
    """One's own."""
    others: tuple[str, ...]
    """Names of accounts that have typed in it just now."""


class Banks:
    """Everything about banks but their pictures."""

    def __init__(
        self, store: BankStore, live: Live, results: Results, clock: Clock, ids: Ids
    ) -> None:
        self.store = store
        self._live = live
        self._results = results
        self._clock = clock
        self._ids = ids
        self._laid_by: Recent[tuple[str, str], Imported] = Recent(MOST_LAID_BY)

    def create(self, head: BankHead) -> str:
        """A new bank without questions; its id."""
        bank_id = self._ids.new()
        self.store.create(bank_id, slug_of(head.title.get(head.languages[0]), "bank"), head)
        return bank_id

    def search(self, wanted: Wanted, page: int) -> Found:
        """A page (from 1) of what fits."""
        return self.store.search(wanted, PAGE, (page - 1) * PAGE)

    def questions(self, bank_id: str, *, archived: bool = False) -> tuple[Shelved, ...]:
        """All questions of a bank, in order."""
        wanted = Wanted(bank_id=bank_id, archived=archived)
        return self.store.search(wanted, WHOLE, 0).questions

    def question(self, bank_id: str, question_id: str) -> Shelved:
        """One question in its bank; raises `NotFound`."""
        latest = self._latest(bank_id, question_id)
        if latest is None:
            raise NotFound(what="question")
        return latest

    def whole(self, bank_id: str) -> Bank:
        """The bank as a file would have it."""
        line = self.store.bank(bank_id)
        head = line.head
        questions = tuple(each.question for each in self.questions(bank_id))
        return Bank(line.slug, head.title, head.languages, questions, head.licence, head.author)

    def at_work(self, bank_id: str, question_id: str, account_id: str) -> AtWork:
        """What an editor needs to know; raises `NotFound` for the bank."""
        self.store.bank(bank_id)
        drafts = self.store.drafts(question_id=question_id)
        since = self._clock.now() - FRESH_MS
        return AtWork(
            self._latest(bank_id, question_id),
            next((each for each in drafts if each.account_id == account_id), None),
            tuple(e.by for e in drafts if e.account_id != account_id and e.at >= since),
        )

    def type(
        self,
        bank_id: str,
        question_id: str,
        base: int,
        content: Mapping[str, Json],
        account_id: str,
    ) -> AtWork:
        """Keep what was typed, whatever it is worth. Raises `NotFound`."""
        now = self._clock.now()
        self.store.keep_draft(Draft(question_id, bank_id, account_id, base, content, now))
        return self.at_work(bank_id, question_id, account_id)

    def save(
        self,
        bank_id: str,
        question_id: str,
        expected: int,
        content: Mapping[str, Json],
        account_id: str,
    ) -> Shelved:
        """Make a version of it.

        Raises `ContentProblems`, `NotFound`, and `QuestionChanged` where another account saved
        since `expected`.
        """
        question = read_question(_named(content))
        put = PutQuestion(bank_id, question_id, expected, question, account_id, self._clock.now())
        self.store.put(put)
        return self.question(bank_id, question_id)

    def duplicate(self, bank_id: str, question_id: str, account_id: str) -> str:
        """A copy behind all others; its id."""
        original = self.question(bank_id, question_id).question
        copy_id = self._ids.new()
        self.store.put(PutQuestion(bank_id, copy_id, 0, original, account_id, self._clock.now()))
        return copy_id

    def take_in(self, bank: Bank, bank_id: str | None, account_id: str) -> str:
        """Write the questions of a file into a bank, all or none; without one, make one.

        They are added: none takes the place of one that is there. Returns the bank's id.
        """
        head = BankHead(bank.title, bank.languages, bank.licence, bank.author)
        target, now = bank_id or self._ids.new(), self._clock.now()
        puts = tuple(
            PutQuestion(target, self._ids.new(), 0, each, account_id, now)
            for each in bank.questions
        )
        self.store.take_in(
            Intake(target, bank.slug, None if bank_id else head, puts, bank.pictures)
        )
        return target

    def lay_by(self, account_id: str, imported: Imported) -> str:
        """Keep what was understood of a file until somebody confirms it; its key.

        In memory, and not for ever: whoever is too late brings the file again.
        """
        key = self._ids.new()
        self._laid_by.put((account_id, key), imported)
        return key

    def laid_by(self, account_id: str, key: str) -> Imported:
        """One's own; raises `NotFound`."""
        found = self._laid_by.get((account_id, key))
        if found is None:
            raise NotFound(what="import")
        return found

    def figures(self, ids: Collection[str]) -> Mapping[str, Figures]:
        """What is known of each of these questions from the rounds that count, in all events.

        A rehearsal is no event, and rounds that are still open don't count.
        """
        wanted = frozenset(ids)
        outings: dict[str, list[Outing]] = {each: [] for each in wanted}
        for event_id in self.store.events_asking(wanted):
            known = self._live.snapshot(event_id)
            if known.event.rehearsal_of is None:
                for rounds in _runs(known.state):
                    self._add(known.state, rounds, outings)
        return {key: figures_of(found) for key, found in outings.items()}

    def _add(
        self,
        state: EventState,
        rounds: Sequence[Round],
        outings: Mapping[str, list[Outing]],
    ) -> None:
        if not any(on.question_id in outings for on in rounds):
            return
        results = {on.id: self._results.of_round(state, on) for on in rounds}
        graded = {key: each for key, each in results.items() if each.graded}
        scores: dict[str, int] = {}
        for result in graded.values():
            for voter, mark in result.marks.items():
                scores[voter] = scores.get(voter, 0) + bool(mark.right)
        for on in rounds:
            if on.question_id not in outings:
                continue
            result = results[on.id]
            pairs = [
                (bool(mark.right), scores[voter] - bool(mark.right))
                for voter, mark in (result.marks.items() if result.graded else ())
            ]
            outing = Outing(result.answered, result.right, len(graded) - result.graded, pairs)
            outings[on.question_id].append(outing)

    def _latest(self, bank_id: str, question_id: str) -> Shelved | None:
        found = self.store.questions([question_id])
        return next((each for each in found if each.bank_id == bank_id), None)


def _runs(state: EventState) -> list[Sequence[Round]]:
    """The rounds that count, by run."""
    runs = dict.fromkeys((on.activity_id, on.run) for on in state.rounds.values())
    return [state.counting(activity_id, run) for activity_id, run in runs]


def read_draft(content: Mapping[str, Json]) -> Reading:
    """Read what was typed as far as it goes."""
    whole = _named(content)
    try:
        return Reading((), read_question(whole))
    except ContentProblems as error:
        problems = error.problems
    filled: Any = whole
    for problem in problems:
        if problem.code in _NOTHING:
            filled = _with(filled, _STEP.findall(problem.path))
    try:
        return Reading(problems, read_question(filled))
    except ContentProblems:
        return Reading(problems, None)


def _with(content: Any, steps: Sequence[tuple[str, str]]) -> Any:
    """The content with a text that is to come at this place; unchanged where there is none."""
    if not steps:
        return {"en": _TO_COME}
    (name, index), *rest = steps
    if name and isinstance(content, Mapping):
        return {**content, name: _with(content.get(name), rest)}
    if index and isinstance(content, list) and int(index) < len(content):
        at = int(index)
        return [*content[:at], _with(content[at], rest), *content[at + 1 :]]
    return content


def _named(content: Mapping[str, Json]) -> dict[str, Json]:
    """With a name; an old question keeps its own, whatever is said here."""
    prompt = content.get("prompt")
    texts = [each for each in prompt.values() if each] if isinstance(prompt, Mapping) else []
    return {**content, "slug": slug_of(str(texts[0]) if texts else "", "question")}


def slug_of(text: str, otherwise: str) -> str:
    """A name for addresses and files made of the text's first words in Latin letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > 40:
            break
        slug = longer
    return slug or otherwise
