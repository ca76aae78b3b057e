"""Stand-ins for the stores of banks and activities: real behaviour, in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from quizapp.domain.bank import Question
from quizapp.domain.errors import BankInUse, NotFound, QuestionChanged
from quizapp.domain.pictures import PictureFile
from quizapp.domain.questions.folding import fold
from quizapp.domain.shelf import (
    BankHead,
    BankLine,
    Draft,
    Found,
    Intake,
    PutQuestion,
    Shelved,
    Use,
    Wanted,
)
from quizapp.domain.stored import ActivityPlan, ItemPlan, NoteAbout


@dataclass
class FakeBanks:
    """Banks by id. Accounts are called by their ids; what is used is said beforehand."""

    heads: dict[str, tuple[str, BankHead]] = field(default_factory=dict)
    rows: dict[str, Shelved] = field(default_factory=dict)
    versions: dict[tuple[str, int], Question] = field(default_factory=dict)
    kept: dict[tuple[str, str], Draft] = field(default_factory=dict)
    used: tuple[Use, ...] = ()
    asked: dict[str, frozenset[str]] = field(default_factory=dict)
    """Event id -> the questions that were asked in it."""
    pictures: list[PictureFile] = field(default_factory=list)

    def banks(self) -> tuple[BankLine, ...]:
        return tuple(self.bank(each) for each in self.heads)

    def bank(self, bank_id: str) -> BankLine:
        if bank_id not in self.heads:
            raise NotFound(what="bank")
        slug, head = self.heads[bank_id]
        count = self.search(Wanted(bank_id=bank_id), 1, 0).total
        return BankLine(bank_id, slug, head, count)

    def search(self, wanted: Wanted, limit: int, offset: int) -> Found:
        fits = [each for each in self.rows.values() if _fits(each, wanted)]
        fits.sort(key=lambda each: (each.bank_id, each.position))
        return Found(len(fits), tuple(fits[offset : offset + limit]))

    def questions(self, ids: Collection[str]) -> tuple[Shelved, ...]:
        return tuple(each for each in self.rows.values() if each.id in ids)

    def version(self, question_id: str, version: int) -> Question:
        if (question_id, version) not in self.versions:
            raise NotFound(what="question")
        return self.versions[question_id, version]

    def tags(self) -> tuple[str, ...]:
        return tuple(sorted({tag for each in self.rows.values() for tag in each.question.tags}))

    def create(self, bank_id: str, slug: str, head: BankHead) -> None:
        self.heads[bank_id] = (slug, head)

    def change(self, bank_id: str, head: BankHead) -> None:
        self.heads[bank_id] = (self.bank(bank_id).slug, head)

    def delete(self, bank_id: str) -> None:
        self.bank(bank_id)
        if any(self.rows[each.question_id].bank_id == bank_id for each in self.used):
            raise BankInUse
        del self.heads[bank_id]

    def put(self, put: PutQuestion) -> int:
        self.bank(put.bank_id)
        before = self.rows.get(put.question_id)
        if before is not None and before.version != put.expected:
            raise QuestionChanged(version=before.version, by=before.by)
        if before is None and put.expected:
            raise NotFound(what="question")
        version = put.expected + 1
        slug = before.question.slug if before else put.question.slug
        self.rows[put.question_id] = Shelved(
            id=put.question_id,
            bank_id=put.bank_id,
            version=version,
            question=replace(put.question, slug=slug),
            position=before.position if before else len(self.rows),
            archived=before.archived if before else False,
            by=put.account_id,
            at=put.at,
        )
        self.versions[put.question_id, version] = self.rows[put.question_id].question
        self.kept.pop((put.account_id, put.question_id), None)
        return version

    def take_in(self, intake: Intake) -> None:
        if intake.head is not None:
            self.create(intake.bank_id, intake.slug, intake.head)
        self.pictures += intake.pictures
        for each in intake.questions:
            self.put(each)

    def order(self, bank_id: str, ids: Sequence[str]) -> None:
        self.bank(bank_id)
        if not set(ids) <= {each.id for each in self.rows.values() if each.bank_id == bank_id}:
            raise NotFound(what="question")
        for position, question_id in enumerate(ids):
            self.rows[question_id] = replace(self.rows[question_id], position=position)

    def archive(self, question_id: str, archived: bool) -> None:
        self.rows[question_id] = replace(self.rows[question_id], archived=archived)

    def keep_draft(self, draft: Draft) -> None:
        self.bank(draft.bank_id)
        self.kept[draft.account_id, draft.question_id] = replace(draft, by=draft.account_id)

    def drop_draft(self, account_id: str, question_id: str) -> None:
        self.kept.pop((account_id, question_id), None)

    def drafts(self, *, bank_id: str = "", question_id: str = "") -> tuple[Draft, ...]:
        return tuple(
            each
            for each in self.kept.values()
            if bank_id in ("", each.bank_id) and question_id in ("", each.question_id)
        )

    def uses(self, ids: Collection[str]) -> tuple[Use, ...]:
        return tuple(each for each in self.used if each.question_id in ids)

    def events_asking(self, ids: Collection[str]) -> frozenset[str]:
        return frozenset(key for key, asked in self.asked.items() if asked & set(ids))


def _fits(each: Shelved, wanted: Wanted) -> bool:
    question = each.question
    words = fold(" ".join(question.prompt.to_dict().values()))
    return (
        each.archived is wanted.archived
        and all(word in words for word in fold(wanted.words).split())
        and wanted.bank_id in ("", each.bank_id)
        and wanted.type in ("", question.type)
        and wanted.tag in ("", *question.tags)
        and wanted.language in ("", *question.prompt.languages)
        and wanted.difficulty in (None, question.difficulty)
    )


@dataclass
class FakeActivities:
    """What was written of activities."""

    rows: dict[str, tuple[str, ActivityPlan, tuple[tuple[str, int], ...]]] = field(
        default_factory=dict
    )
    ordered: list[str] = field(default_factory=list)
    moved: dict[str, str | None] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    plans: dict[str, ItemPlan] = field(default_factory=dict)
    arranged: list[tuple[str, int]] = field(default_factory=list)

    def time_limit_s(self, activity_id: str) -> int | None:
        return self.rows[activity_id][1].time_limit_s if activity_id in self.rows else None

    def put(
        self,
        event_id: str,
        activity_id: str,
        plan: ActivityPlan,
        questions: Sequence[tuple[str, int]],
    ) -> None:
        self.rows[activity_id] = (event_id, plan, tuple(questions))

    def delete(self, event_id: str, activity_id: str) -> None:
        if activity_id not in self.rows:
            raise NotFound(what="activity")
        del self.rows[activity_id]

    def order(
        self,
        event_id: str,
        ids: Sequence[str],
        items: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        self.ordered = list(ids)
        self.moved = dict(items)

    def note(self, event_id: str, about: NoteAbout, text: str) -> None:
        self.notes[about.kind, about.id] = text

    def plan_item(self, event_id: str, item_id: str, plan: ItemPlan) -> None:
        self.plans[item_id] = plan

    def arrange(self, event_id: str, places: Sequence[tuple[str, int]]) -> None:
        self.arranged = list(places)
