"""What the moderator's console is told beyond what the room sees."""

from __future__ import annotations

from quizapp.domain.event import Activity
from quizapp.domain.live.commands import Role
from quizapp.domain.live.possible import Possible
from quizapp.domain.live.steps import Step, StepKind
from quizapp.domain.text import Json
from quizapp.presentation.audience import (
    for_moderator_round,
    for_screen,
    screen_languages,
)
from quizapp.presentation.day import full_number, item_of, run_item
from quizapp.presentation.game import Payload, team_names
from quizapp.presentation.qa import for_everybody
from quizapp.services.scenes import Scene

ROLE_NAMES = {Role.VIEWER: "viewer", Role.HELPER: "helper", Role.MODERATOR: "moderator"}


def for_moderator(
    scene: Scene,
    role: Role,
    language: str,
    steps: tuple[Step | None, Step | None],
    possible: Possible,
    addresses: tuple[str, ...],
    qr: Payload,
) -> Payload:
    """`state` of a console: what the screen gets, and the run sheet, the next steps, the acts."""
    payload = for_screen(scene, addresses, qr)
    reading = _reading(scene, language)
    payload.update(
        teams=team_names(scene, *reading),
        round=for_moderator_round(scene, *reading),
        role=ROLE_NAMES[role],
        stage={
            "floor_id": scene.floor.id,
            "rev": scene.floor.moved_seq,
            "at_head": scene.floor.at_head,
        },
        next=_step(scene, steps[0], language),
        then=_step(scene, steps[1], language),
        can=possible.to_dict(),
        run=_run_sheet(scene, language),
        time_zone=scene.event.time_zone,
        removed=_removed(scene),
        extra_time=_extra_time(scene),
        team_moves=_team_moves(scene),
        qa=_questions(scene, language),
    )
    return payload


def _reading(scene: Scene, language: str) -> tuple[str, str | None]:
    """The moderator's language first, where the event has it, and the room's beside it."""
    first, second = screen_languages(scene)
    if language not in scene.event.languages or language == first:
        return first, second
    return language, first


def _step(scene: Scene, step: Step | None, language: str) -> Payload | None:
    if step is None:
        return None
    title: str | None = None
    if step.kind is StepKind.START:
        activity = next((a for a in scene.event.activities if a.id == step.activity_id), None)
        title = activity.title.get(language) if activity else None
    if step.kind is StepKind.TAKE:
        title = _item_title(scene, step.item_id, language)
    number = None if step.position is None else step.position + 1
    return {
        "kind": step.kind.value,
        "activity_id": step.activity_id,
        "item_id": step.item_id,
        "title": title,
        "number": number,
        "answerable": _answerable(scene, step),
    }


def _item_title(scene: Scene, item_id: str | None, language: str) -> str | None:
    line = item_of(scene.event, item_id)
    if line is None:
        return None
    return f"{full_number(scene.event, line)} {line.title.get(language)}".strip()


def _answerable(scene: Scene, step: Step) -> bool:
    """Whether the step is about a question; False only where it puts a slide on stage."""
    activity = scene.state.script.activity(step.activity_id or "")
    if activity is None or step.kind is not StepKind.ASK or step.position is None:
        return True
    return activity.questions[step.position].rules.answerable


def _run_sheet(scene: Scene, language: str) -> list[Json]:
    by_item: dict[str | None, list[Activity]] = {}
    for activity in scene.event.activities:
        by_item.setdefault(activity.item_id, []).append(activity)
    lines: list[Json] = []
    for line in scene.event.agenda:
        activities = _run_activities(scene, by_item.pop(line.id, []), language)
        lines.append({"item": run_item(scene, line, language), "activities": activities})
    rest = [activity for activities in by_item.values() for activity in activities]
    if rest:
        lines.append({"item": None, "activities": _run_activities(scene, rest, language)})
    return lines


def _run_activities(scene: Scene, activities: list[Activity], language: str) -> list[Json]:
    return [_run_activity(scene, activity, language) for activity in activities]


def _run_activity(scene: Scene, activity: Activity, language: str) -> Payload:
    state = scene.state.run_of(activity.id)
    rounds = scene.state.rounds_of(activity.id, state.run) if state.run else ()
    status = "done" if state.finished else "running" if state.run else "new"
    return {
        "id": activity.id,
        "kind": activity.kind.value,
        "title": activity.title.get(language),
        "count": len(activity.questions),
        "status": status,
        "aside": "open" if state.aside else "done" if scene.state.unshown(activity.id) else None,
        "floor": activity.floor_id,
        "notes": activity.notes,
        "asked": len({each.position for each in rounds}),
        "rounds": [
            {
                "id": each.id,
                "number": each.position + 1,
                "phase": each.phase.value,
                "voided": each.voided,
            }
            for each in rounds
        ],
    }


def _removed(scene: Scene) -> list[Json]:
    return [
        {"id": who.id, "number": who.number, "name": who.name}
        for who in scene.people.values()
        if who.id in scene.state.removed
    ]


def _team_moves(scene: Scene) -> list[Json]:
    """Whom a moderator has put into a team."""
    moves = scene.state.team_moves
    return [{"id": each, "team": team_id} for each, team_id in moves.items()]


def _questions(scene: Scene, language: str) -> Payload | None:
    payload = for_everybody(scene, language)
    if payload is not None and scene.board is not None:
        payload["waiting"] = scene.board.waiting
        payload["item_id"] = scene.board.session.item_id
    return payload


def _extra_time(scene: Scene) -> list[Json]:
    """Who has longer time limits, in tenths of everybody's. Nobody but consoles is told."""
    return [
        {"id": who.id, "number": who.number, "name": who.name, "factor": factor}
        for who in scene.people.values()
        if (factor := scene.state.extra_time.get(who.id, 10)) > 10
    ]
