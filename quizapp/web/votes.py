"""A new formal vote in two clicks, and its result sheet to read, print and file."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from quizapp import runtime
from quizapp.domain.errors import Problem
from quizapp.domain.event import Event
from quizapp.domain.live.commands import Role
from quizapp.domain.text import LocalizedText
from quizapp.domain.typed import fit_for_a_screen
from quizapp.domain.vote_record import VoteRecord
from quizapp.domain.voting import Majority, NamesTo, Secrecy, Voters, Voting
from quizapp.exports import vote_sheet
from quizapp.exports.base import Translate
from quizapp.presentation.content_words import problem_text
from quizapp.presentation.i18n import translate, translator
from quizapp.services.new_votes import MOST_CANDIDATES, NewVotes, VotePlan
from quizapp.web import access, security
from quizapp.web.access import EventAccess
from quizapp.web.context import services
from quizapp.web.language import page_language, t
from quizapp.web.vote_settings import vote_faults

LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 1000
LONGEST_NAME: Final = 120
KINDS: Final = {
    "simple": Majority.SIMPLE,
    "two_thirds": Majority.TWO_THIRDS,
    "of_members": Majority.OF_MEMBERS,
}
"""Of motions; `election` beside them."""

_UNFIT: Final = Problem("", "not_for_a_screen")

blueprint = Blueprint("votes", __name__, url_prefix="/moderate/<event_id>/votes")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("/new")
def new(event_id: str) -> str:
    """The form."""
    found = access.event_as(Role.MODERATOR, event_id)
    seats = any(each.votes for each in found.event.seats)
    return _form(found.event, MultiDict({"voters": "seats" if seats else "phones"}), {})


@blueprint.post("/new")
def make(event_id: str) -> Response | tuple[str, int]:
    """Make the poll and go on to the console, or the form again with what is wrong."""
    found = access.event_as(Role.MODERATOR, event_id)
    plan = parse(request.form, found.event)
    problems = faults(request.form, plan, found.event)
    if problems:
        return _form(found.event, request.form, problems), 400
    every = services()
    votes = NewVotes(every.banks.store, every.activities, every.clock, every.ids)
    votes.make(found.event, plan, translate, found.account.id)
    return redirect(url_for("console.console", event_id=event_id), 303)


@blueprint.get("/<round_id>")
def sheet(event_id: str, round_id: str) -> str:
    """The result sheet of a vote that was held."""
    found = access.event_as(Role.VIEWER, event_id)
    record, spoken = services().votes.record(event_id, round_id), page_language()
    words = translator(spoken).gettext
    security.allow_scripts()
    return render_template(
        "pages/vote_sheet.html",
        event=found.event,
        round_id=round_id,
        record=record,
        decision=vote_sheet.decision(record, spoken, words),
        terms=_terms(record, spoken, words),
        figures=vote_sheet.counted(record.tally, record, spoken, words),
        observers=vote_sheet.counted(record.observers, record, spoken, words),
        votes=[
            (each.seat.label, vote_sheet.in_words(record, each.answer, spoken, words))
            for each in record.votes
        ],
        proof=list(vote_sheet.proof(record, words)),
        may_file=found.role >= Role.MODERATOR,
    )


@blueprint.get("/<round_id>.pdf")
def file(event_id: str, round_id: str) -> Response:
    """The same as a file, in a language of the event."""
    found: EventAccess = access.event_as(Role.MODERATOR, event_id)
    language = request.args.get("language", page_language())
    if language not in found.event.languages:
        language = found.event.languages[0]
    record = services().votes.record(event_id, round_id)
    body = runtime.run_slow(vote_sheet.vote_pages, record, language, translator(language).gettext)
    response = Response(body, content_type="application/pdf")
    name = f"{found.event.slug}_{record.activity_slug}_{record.number}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _terms(record: VoteRecord, spoken: str, words: Translate) -> list[tuple[str, str]]:
    return [
        *vote_sheet.terms(record, words),
        (words("Opened"), vote_sheet.moment(record.opened_at, record, spoken)),
        (words("Closed"), vote_sheet.moment(record.closed_at, record, spoken)),
    ]


def parse(data: MultiDict[str, str], event: Event) -> VotePlan:
    """What the form says; `faults` tells whether it can be used."""
    election = data.get("decides") == "election"
    names = [" ".join(line.split()) for line in data.get("candidates", "").splitlines()]
    candidates = tuple(dict.fromkeys(each for each in names if each)) if election else ()
    places = data.get("places", "")
    by_seat = data.get("voters") == Voters.SEATS
    secret = data.get("kept") == Secrecy.SECRET
    called = data.get("kept") == "roll" and by_seat
    quorum = data.get("quorum", "") if by_seat else ""
    return VotePlan(
        title=_texts(data, "title", event),
        text=_texts(data, "text", event),
        item=data.get("item", "") if data.get("item") in {e.path for e in event.agenda} else "",
        candidates=candidates,
        voting=Voting(
            voters=Voters.SEATS if by_seat else Voters.PHONES,
            secrecy=Secrecy.SECRET if secret else Secrecy.NAMED,
            names_to=NamesTo.ROOM if called else NamesTo.MODERATORS,
            majority=Majority.NONE
            if election
            else KINDS.get(data.get("decides", ""), Majority.SIMPLE),
            quorum=_whole(quorum, 100),
            places=max(1, _whole(places, MOST_CANDIDATES)) if election else 0,
        ),
    )


def faults(data: MultiDict[str, str], plan: VotePlan, event: Event) -> dict[str, str]:
    """Field -> what is wrong with it, in the reader's language."""
    found = vote_faults({"quorum": data.get("quorum", "")}, plan.voting, event)
    if "majority" in found:
        found["decides"] = found.pop("majority")
    first = event.languages[0]
    if not plan.title.to_dict().get(first):
        found[f"title_{first}"] = t("Please give a title in the first language at least.")
    for field, texts, most in (
        ("title", plan.title, LONGEST_TITLE),
        ("text", plan.text, LONGEST_TEXT),
    ):
        for code, typed in texts.to_dict().items():
            if len(typed) > most:
                found[f"{field}_{code}"] = t("At most {n} characters, please.", n=most)
            elif not fit_for_a_screen(typed):
                found[f"{field}_{code}"] = problem_text(_UNFIT, page_language())
    if data.get("decides") == "election":
        found |= _candidate_faults(plan)
    return found


def _candidate_faults(plan: VotePlan) -> dict[str, str]:
    count = len(plan.candidates)
    if not 2 <= count <= MOST_CANDIDATES:
        return {"candidates": t("From {least} to {most}.", least=2, most=MOST_CANDIDATES)}
    if any(len(each) > LONGEST_NAME or not fit_for_a_screen(each) for each in plan.candidates):
        return {"candidates": t("At most {n} characters, please.", n=LONGEST_NAME)}
    if plan.voting.places >= count:
        return {"places": t("With so many places everybody is elected.")}
    return {}


def _texts(data: MultiDict[str, str], field: str, event: Event) -> LocalizedText:
    typed = {code: " ".join(data.get(f"{field}_{code}", "").split()) for code in event.languages}
    return LocalizedText.of(typed)


def _whole(typed: str, most: int) -> int:
    text = typed.strip()
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _form(event: Event, data: MultiDict[str, str], problems: dict[str, str]) -> str:
    security.allow_scripts()
    return render_template(
        "pages/new_vote.html",
        event=event,
        data=data,
        problems=problems,
        seats=sum(each.votes for each in event.seats),
        most=MOST_CANDIDATES,
    )
