"""Ports of what is prepared: events with their agenda, activities, banks and pictures.

What holds for every store method stands in `services.ports`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from quizapp.domain.agenda import Agenda
from quizapp.domain.bank import Question
from quizapp.domain.event import Event
from quizapp.domain.pictures import PictureFile
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
from quizapp.domain.stored import (
    ActivityPlan,
    EventLine,
    EventPlan,
    EventSettings,
    ItemPlan,
    NoteAbout,
    RehearsalPlan,
)
from quizapp.domain.text import LocalizedText


class EventStore(Protocol):
    """Events with their agenda, activities and questions."""

    def events(self) -> tuple[EventLine, ...]:
        """All events, the newest first."""

    def get(self, event_id: str) -> Event:
        """Raises `NotFound`."""

    def question(self, question_id: str, version: int) -> Question:
        """One version of a question, also one that no activity holds any more.

        Raises `NotFound`.
        """

    def amend(self, question_id: str, made_from: int, question: Question) -> int:
        """Store a version of the question with another key; return its number.

        Raises `NotFound`. No activity asks it by itself.
        """

    def id_by_code(self, code: str) -> str | None:
        """Event id of a join code."""

    def id_by_slug(self, slug: str) -> str | None:
        """Event id of a slug."""

    def id_by_screen(self, screen_token: str) -> str | None:
        """Event id of a screen's token."""

    def create(self, plan: EventPlan, event_id: str, code: str, screen_token: str) -> None:
        """Store an event, its banks (a changed question becomes a new version), all or nothing.

        Raises `Conflict` where slug or code is taken.
        """

    def copy(self, plan: RehearsalPlan) -> None:
        """Store a copy of an event to rehearse with: its content, nothing that happened in it.

        Raises `NotFound` (event, activity), `Conflict` where slug or code is taken.
        """

    def import_agenda(
        self,
        event_id: str,
        agenda: Agenda,
        titles: Mapping[str, LocalizedText] | None = None,
        texts: Mapping[str, LocalizedText] | None = None,
    ) -> None:
        """Put the agenda in place of the event's own; activities keep their item.

        `titles` and `texts` are in further languages, by path. Raises `NotFound`.
        """

    def change(self, event_id: str, settings: EventSettings) -> None:
        """Write the settings."""

    def delete(self, event_id: str) -> None:
        """Delete the event with its agenda, activities, log, participants and answers.

        Banks stay. Raises `NotFound`.
        """


class ActivityStore(Protocol):
    """Activities as the organiser edits them; `EventStore.get` reads them."""

    def time_limit_s(self, activity_id: str) -> int | None:
        """The activity's own limit, for questions that have none."""

    def put(
        self,
        event_id: str,
        activity_id: str,
        plan: ActivityPlan,
        questions: Sequence[tuple[str, int]],
    ) -> None:
        """Write an activity, new or in place of itself, with these questions (id and version).

        A new one comes last; where its slug is taken, it gets a number. An old one keeps its slug.
        Raises `NotFound` (event, activity, agenda item, question).
        """

    def delete(self, event_id: str, activity_id: str) -> None:
        """Raises `NotFound`."""

    def order(
        self,
        event_id: str,
        ids: Sequence[str],
        items: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        """Put the activities into this order.

        Each stays with its agenda item, but for those that `items` gives another (or none). Raises
        `NotFound` for an agenda item.
        """

    def note(self, event_id: str, about: NoteAbout, text: str) -> None:
        """Write a moderator's note in place of the one before. Raises `NotFound`."""

    def plan_item(self, event_id: str, item_id: str, plan: ItemPlan) -> None:
        """Write what is planned for an agenda item. Raises `NotFound` (item, floor)."""

    def arrange(self, event_id: str, places: Sequence[tuple[str, int]]) -> None:
        """Put agenda items into this order, each on its day; who is not named stays behind them."""


class BankStore(Protocol):
    """Banks, their questions in the latest version, and what is typed and not saved of them."""

    def banks(self) -> tuple[BankLine, ...]:
        """All banks, by slug."""

    def bank(self, bank_id: str) -> BankLine:
        """Raises `NotFound`."""

    def search(self, wanted: Wanted, limit: int, offset: int) -> Found:
        """One page of the questions that fit, by bank and place."""

    def questions(self, ids: Collection[str]) -> tuple[Shelved, ...]:
        """Those of them that there are, archived ones too, in no order."""

    def version(self, question_id: str, version: int) -> Question:
        """Raises `NotFound`."""

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, sorted."""

    def create(self, bank_id: str, slug: str, head: BankHead) -> None:
        """A bank without questions; where the slug is taken, it gets a number."""

    def change(self, bank_id: str, head: BankHead) -> None:
        """Raises `NotFound`."""

    def delete(self, bank_id: str) -> None:
        """Delete the bank with its questions; raises `NotFound`, and `BankInUse`."""

    def put(self, put: PutQuestion) -> int:
        """Write a version (unless the latest says the same), drop the account's draft of it.

        Returns the version. Raises `NotFound`, and `QuestionChanged` where the latest version is
        not the expected one.
        """

    def take_in(self, intake: Intake) -> None:
        """Write a file's questions and pictures, all or none; raises `NotFound` for the bank."""

    def order(self, bank_id: str, ids: Sequence[str]) -> None:
        """Put the bank's questions into this order; raises `NotFound` (bank, question)."""

    def archive(self, question_id: str, archived: bool) -> None:
        """Hide the question, or bring it back; raises `NotFound`."""

    def keep_draft(self, draft: Draft) -> None:
        """In place of the account's draft before; raises `NotFound` for the bank."""

    def drop_draft(self, account_id: str, question_id: str) -> None:
        """None there is fine."""

    def drafts(self, *, bank_id: str = "", question_id: str = "") -> tuple[Draft, ...]:
        """Everybody's, of a bank or of a question, by time."""

    def uses(self, ids: Collection[str]) -> tuple[Use, ...]:
        """The activities that hold one of these questions, of the newest event first."""

    def events_asking(self, ids: Collection[str]) -> frozenset[str]:
        """Ids of the events whose log names a round of one of these questions."""


class PictureStore(Protocol):
    """Pictures, each named by its content: never changed, and the same one is kept once."""

    def put(self, pictures: Sequence[PictureFile]) -> None:
        """Keep them; one that is there already stays as it is."""

    def get(self, picture_id: str) -> PictureFile | None:
        """One picture."""

    def unnamed(self) -> frozenset[str]:
        """Ids of the pictures that no question names, in no version and no draft."""

    def drop_unnamed(self, ids: Collection[str]) -> int:
        """Delete those of them that are still named by none; how many they were."""
