"""The activities of an event: made, changed and put in order in the browser, also while it is live."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Flask, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from quizapp.domain.bank import LONGEST_LIMIT_S, SHORTEST_LIMIT_S
from quizapp.domain.errors import BadMessage, NotFound
from quizapp.domain.event import (
    LONGEST_BREATHER_S,
    RANKING_TOPS,
    Activity,
    ActivityKind,
    Event,
    RankingNames,
    RankingOf,
    RankingWhen,
    ResultsWhen,
)
from quizapp.domain.live.commands import Role
from quizapp.domain.scoring import Scoring
from quizapp.domain.shelf import Shelved
from quizapp.domain.stored import ActivityPlan
from quizapp.domain.text import Json, LocalizedText
from quizapp.domain.voting import PLAIN
from quizapp.services.banks import slug_of
from quizapp.web import access, security
from quizapp.web.access import EventAccess
from quizapp.web.banks import parse_ids, question_line
from quizapp.web.catalogue import catalogues
from quizapp.web.context import services
from quizapp.web.language import page_language, t
from quizapp.web.vote_settings import parse_voting, vote_faults

LONGEST_TITLE: Final = 120
LONGEST_NOTE: Final = 4000
LONGEST_ASK_S: Final = 60
MOST_QUESTIONS: Final = 200

blueprint = Blueprint("activities", __name__, url_prefix="/moderate/<event_id>/activities")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def listing(event_id: str) -> str:
    """All of them, as the run sheet has them."""
    found = access.event_as(Role.MODERATOR, event_id)
    state = services().live.state(event_id)
    items = {each.id: each for each in found.event.agenda}
    groups: dict[str | None, list[Activity]] = {}
    for each in found.event.activities:
        groups.setdefault(each.item_id if each.item_id in items else None, []).append(each)
    security.audience("editor")
    return render_template(
        "pages/activities.html",
        event=found.event,
        groups=groups,
        items=items,
        played={each.activity_id for each in state.rounds.values()},
        hosted={each.id for each in found.event.activities if state.host(each.id)},
    )


@blueprint.get("/new")
def new(event_id: str) -> str:
    """The form for one more."""
    found = access.event_as(Role.MODERATOR, event_id)
    plan = ActivityPlan(
        slug="",
        kind=ActivityKind.QUIZ,
        title=LocalizedText(),
        item="",
        questions=(),
        scoring=Scoring.ACCURACY,
        results=ResultsWhen.CLOSE,
        ranking=RankingWhen.EACH,
        ask_s=5,
        time_limit_s=20,
    )
    return _form(found, None, plan, [], {})


@blueprint.get("/<activity_id>")
def edit(event_id: str, activity_id: str) -> str:
    """The form with what is set."""
    found = access.event_as(Role.MODERATOR, event_id)
    activity = _activity(found.event, activity_id)
    questions = [(each.question_id, each.version) for each in activity.questions]
    limit_s = services().activities.time_limit_s(activity_id)
    return _form(found, activity, plan_of(found.event, activity, limit_s), questions, {})


@blueprint.post("/new")
@blueprint.post("/<activity_id>")
def save(event_id: str, activity_id: str | None = None) -> Response | tuple[str, int]:
    """Write it, or the form again with what is wrong."""
    found = access.event_as(Role.MODERATOR, event_id)
    activity = _activity(found.event, activity_id) if activity_id else None
    plan = parse(request.form, found.event)
    questions = parse_questions(request.form.getlist("question"))
    problems = faults(request.form, plan, found.event, len(questions))
    if problems:
        return _form(found, activity, plan, questions, problems), 400
    services().activities.put(event_id, activity_id, plan, questions, found.account.id)
    return redirect(url_for("activities.listing", event_id=event_id), 303)


@blueprint.post("/<activity_id>/delete")
def delete(event_id: str, activity_id: str) -> Response:
    """Delete it, unless it was played."""
    found = access.event_as(Role.MODERATOR, event_id)
    _activity(found.event, activity_id)
    services().activities.delete(event_id, activity_id, found.account.id)
    return redirect(url_for("activities.listing", event_id=event_id), 303)


@blueprint.post("/order")
def order(event_id: str) -> Response:
    """`{ids}`: all activities in their new order."""
    found = access.event_as(Role.MODERATOR, event_id)
    ids = parse_ids(request.get_json(silent=True))
    services().activities.order(event_id, ids, found.account.id)
    return jsonify(ok=True)


def plan_of(event: Event, activity: Activity, time_limit_s: int | None) -> ActivityPlan:
    """What is set now."""
    items = {each.id: each.path for each in event.agenda}
    return ActivityPlan(
        slug=activity.slug,
        kind=activity.kind,
        title=activity.title,
        item=items.get(activity.item_id or "", ""),
        questions=(),
        scoring=activity.scoring,
        results=activity.results,
        ranking=activity.ranking,
        ask_s=activity.ask_s,
        time_limit_s=time_limit_s,
        streak=activity.streak,
        ranking_of=activity.ranking_of,
        top=activity.top,
        names=activity.names,
        breather_s=activity.breather_s,
        voting=activity.voting,
        floor=activity.floor_id or "",
        notes=activity.notes,
    )


def parse(data: MultiDict[str, str], event: Event) -> ActivityPlan:
    """What the form says; `faults` tells whether it can be used."""
    title = LocalizedText.of(
        {code: " ".join(data.get(f"title_{code}", "").split()) for code in event.languages}
    )
    item = data.get("item", "")
    top = _number(data.get("top", ""), min(RANKING_TOPS), max(RANKING_TOPS))
    return ActivityPlan(
        slug=slug_of(title.get(event.languages[0]), "activity"),
        kind=_one_of(ActivityKind, data.get("kind"), ActivityKind.POLL),
        title=title,
        item=item if item in {each.path for each in event.agenda} else "",
        questions=(),
        scoring=_one_of(Scoring, data.get("scoring"), Scoring.ACCURACY),
        results=_one_of(ResultsWhen, data.get("results"), ResultsWhen.CLOSE),
        ranking=_one_of(RankingWhen, data.get("ranking"), RankingWhen.EACH),
        ask_s=_number(data.get("ask_s", ""), 0, LONGEST_ASK_S) or 0,
        time_limit_s=_number(data.get("time_limit_s", ""), SHORTEST_LIMIT_S, LONGEST_LIMIT_S),
        streak="streak" in data,
        ranking_of=_one_of(RankingOf, data.get("ranking_of"), RankingOf.PERSONS),
        top=top if top in RANKING_TOPS else 5,
        names=_one_of(RankingNames, data.get("names"), RankingNames.SHOWN),
        breather_s=_number(data.get("breather_s", ""), 0, LONGEST_BREATHER_S) or 0,
        voting=parse_voting(data) if data.get("kind") != ActivityKind.QUIZ else PLAIN,
        floor=_floor(event, data.get("floor", "")),
        notes=data.get("notes", "").strip()[:LONGEST_NOTE],
    )


def parse_questions(typed: list[str]) -> list[tuple[str, int]]:
    """`<id>:<version>` each; raises `BadMessage`."""
    questions: list[tuple[str, int]] = []
    for each in typed[:MOST_QUESTIONS]:
        question_id, _, version = each.rpartition(":")
        if not question_id or not (version.isascii() and version.isdigit() and len(version) < 9):
            raise BadMessage(field="question")
        questions.append((question_id, int(version)))
    return questions


def faults(
    data: MultiDict[str, str], plan: ActivityPlan, event: Event, questions: int
) -> dict[str, str]:
    """Field -> what is wrong with it, in the reader's language."""
    found = {
        f"title_{code}": t("At most {n} characters, please.", n=LONGEST_TITLE)
        for code, typed in plan.title.to_dict().items()
        if len(typed) > LONGEST_TITLE
    }
    first = event.languages[0]
    if not plan.title.to_dict().get(first):
        found[f"title_{first}"] = t("Please give a title in the first language at least.")
    if not questions:
        found["questions"] = t("Please choose at least one question.")
    for field, least, most in (
        ("ask_s", 0, LONGEST_ASK_S),
        ("time_limit_s", SHORTEST_LIMIT_S, LONGEST_LIMIT_S),
        ("breather_s", 0, LONGEST_BREATHER_S),
    ):
        if data.get(field, "").strip() and _number(data[field], least, most) is None:
            found[field] = t("From {least} to {most} seconds.", least=least, most=most)
    if plan.kind == ActivityKind.POLL:
        found |= vote_faults(data, plan.voting, event)
    return found


def _one_of(kinds: Any, value: str | None, otherwise: Any) -> Any:
    return kinds(value) if value in set(kinds) else otherwise


def _floor(event: Event, typed: str) -> str:
    return typed if typed in {each.id for each in event.floors} else ""


def _number(typed: str, least: int, most: int) -> int | None:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    return int(text) if least <= int(text) <= most else None


def _activity(event: Event, activity_id: str) -> Activity:
    try:
        return event.activity(activity_id)
    except KeyError:
        raise NotFound(what="activity") from None


def _form(
    found: EventAccess,
    activity: Activity | None,
    plan: ActivityPlan,
    questions: list[tuple[str, int]],
    problems: dict[str, str],
) -> str:
    event, spoken = found.event, page_language()
    rounds = services().live.state(event.id).rounds.values()
    security.audience("editor")
    return render_template(
        "pages/activity.html",
        event=event,
        activity=activity,
        plan=plan,
        problems=problems,
        tops=RANKING_TOPS,
        played=activity is not None and any(e.activity_id == activity.id for e in rounds),
        page={
            "language": spoken,
            "catalogue_url": catalogues().url("console", spoken),
            "csrf": generate_csrf(),
            "search": url_for("banks.search"),
            "question": url_for("editor.page", bank_id="BANK", question_id="QUESTION"),
            "banks": [
                {"id": each.id, "title": each.head.title.get(spoken)}
                for each in services().banks.store.banks()
            ],
            "chosen": _chosen(questions),
        },
    )


def _chosen(questions: list[tuple[str, int]]) -> list[dict[str, Json]]:
    """The questions in order, each with the version that will be asked and the newest there is."""
    store = services().banks.store
    latest = {each.id: each for each in store.questions([each for each, _ in questions])}
    titles = {each.id: each.head.title.get(page_language()) for each in store.banks()}
    return [
        {**_line(latest[question_id], version, titles), "newest": latest[question_id].version}
        for question_id, version in questions
        if question_id in latest
    ]


def _line(latest: Shelved, version: int, titles: dict[str, str]) -> dict[str, Json]:
    line = question_line(latest, titles.get(latest.bank_id, ""))
    if version != latest.version:
        asked = services().banks.store.version(latest.id, version)
        line["prompt"] = asked.prompt.get(page_language())
    return {**line, "version": version}
