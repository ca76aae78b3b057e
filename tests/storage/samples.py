"""An event as an importer would read it, and what phones and moderators send."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.agenda import Agenda, read_agenda
from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.event import JoinMode, Wifi
from quizapp.domain.live import events as ev
from quizapp.domain.live.log import GENESIS, Entry, record
from quizapp.domain.stored import ActivityPlan, EventPlan, PendingAnswer, PendingJoin
from quizapp.domain.text import Json, LocalizedText

AGENDA_TEXT = """\
Day 1 (1 March 2018)

I. Opening
Welcome to all.

COFFEE BREAK

II. Reports
(a) The first report
(b) The second report

COFFEE BREAK

Day 2 (2 March 2018)

III. Closing HI0086E1
"""


def agenda(text: str = AGENDA_TEXT) -> Agenda:
    return read_agenda(text)


def question(
    slug: str, prompt: str = "Which?", *, french_first: bool = False, **fields: Json
) -> dict[str, Json]:
    english, french = {"en": prompt}, {"fr": "Lequel ?"}
    return {
        "slug": slug,
        "type": "single_choice",
        "prompt": french | english if french_first else english | french,
        "options": [{"id": "a", "text": {"en": "One"}}, {"id": "b", "text": {"en": "Two"}}],
        "correct": "a",
        **fields,
    }


def bank(slug: str = "sample", *questions: dict[str, Json]) -> Bank:
    data: dict[str, Json] = {
        "format": "quizapp-bank/1",
        "slug": slug,
        "title": {"en": "Sample"},
        "languages": ["en", "fr"],
        "licence": "CC0-1.0",
        "author": "Somebody",
        "questions": list(questions or (question("q1"), question("q2", time_limit_s=15))),
    }
    return read_bank(data)


def activity(slug: str, item: str = "", *questions: str) -> ActivityPlan:
    return ActivityPlan(
        slug=slug,
        kind="quiz",
        title=LocalizedText.of({"fr": "Le quiz", "en": "The quiz"}),
        item=item,
        questions=tuple(("sample", each) for each in questions or ("q2", "q1")),
        scoring="mild",
        results="close",
        ranking="end",
        ask_s=3,
        time_limit_s=20,
        streak=True,
        ranking_of="both",
        top=10,
        names="hidden",
        breather_s=10,
    )


def plan(slug: str = "isc", **changes: object) -> EventPlan:
    whole = EventPlan(
        slug=slug,
        title=LocalizedText.of({"en": "Meeting", "fr": "Réunion"}),
        theme=LocalizedText(),
        time_zone="Europe/Brussels",
        languages=("en", "fr"),
        screen_languages=("fr",),
        join=JoinMode.NICKNAME,
        wifi=Wifi(ssid="Salle", password="secret", hidden=True),
        agenda=agenda(),
        item_titles={
            "II (a)": LocalizedText.of({"fr": "Le premier rapport"}),
            "COFFEE BREAK": LocalizedText.of({"fr": "PAUSE CAFÉ"}),
        },
        item_texts={"I": LocalizedText.of({"fr": "Bienvenue."})},
        activities=(activity("last"), activity("late", "III"), activity("early", "II (b)")),
        banks=(bank(),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def answer(voter: str, value: Json = "a", **changes: object) -> PendingAnswer:
    pending = PendingAnswer(
        event_id="E",
        seq=0,
        round_id="R",
        voter_id=voter,
        number=1,
        answer=value,
        elapsed_ms=1200,
        answered_at=1_519_900_000_000,
        final=False,
    )
    return replace(pending, **changes)  # type: ignore[arg-type]


def join(who: str, name: str = "", **changes: object) -> PendingJoin:
    pending = PendingJoin(
        event_id="E",
        participant_id=f"P-{who}",
        token_hash=f"T-{who}",
        name=name,
        name_key=name.casefold(),
        language="en",
        joined_at=1_519_900_000_000,
        seed=2**31 - 1,
    )
    return replace(pending, **changes)  # type: ignore[arg-type]


def entries(*happened: ev.Event, after: Entry | None = None) -> tuple[Entry, ...]:
    seq, digest = (after.seq, after.hash) if after else (0, GENESIS)
    return record("E", seq, digest, happened or (blank(),), "account")


def blank(at: int = 1_519_900_000_000) -> ev.Event:
    return ev.ScreenBlanked(at=at, floor_id="F", on=True)
