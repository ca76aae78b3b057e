"""What each audience may see, as allow-lists: nothing reaches a client that is not written here.

The shapes are documented in `docs/protocol.md`; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.domain.event import Activity, Participant
from quizapp.domain.live.state import Kind, Phase
from quizapp.domain.tallies import answered
from quizapp.domain.text import Json, LocalizedText
from quizapp.presentation import day, qa, secret, votes
from quizapp.presentation.game import (
    Payload,
    breather,
    by_team,
    event_teams,
    my_team,
    my_team_score,
    podium_rows,
    ranking,
    team_names,
    top,
)
from quizapp.presentation.tallies import (
    SCREEN_GROUPS,
    SCREEN_POINTS,
    for_console_tally,
    for_tally,
)
from quizapp.services.scenes import Crowd, RoundScene, Scene, shows_live

PHONE_GROUPS = 60
PHONE_POINTS = 240


def for_phone(scene: Scene, language: str) -> Payload:
    """`state` of every phone on the floor that reads this language."""
    view = scene.on_phones
    activity = view.activity if view is not None else scene.activity
    return {
        "rev": scene.state.seq,
        "now": scene.now,
        "kind": _kind(scene, view).value,
        "event": _event(scene, language),
        "floor": scene.floor.id,
        "item": scene.floor.item_id,
        "on_floor": day.item_on_floor(scene, language),
        "asides": day.asides_on_phones(
            scene, language, lambda each: _phone_round(scene, each, language)
        ),
        "activity": _activity(activity, language),
        "round": None if view is None else _phone_round(scene, view, language),
        "breather": breather(scene),
        "qa": qa.for_everybody(scene, language),
        "reactions": scene.floor.asking.reactions,
    }


def for_participant(
    scene: Scene,
    who: Participant,
    answer: tuple[int, Json] | None,
    asides: Iterable[tuple[str, tuple[int, Json]]] = (),
    held: Iterable[votes.Held] = (),
) -> Payload:
    """`me`: what this phone alone sees.

    `answer` is its own (number, answer) in the round, `asides` has those in rounds beside the stage,
    `held` those of the seats whose vote its own seat holds.
    """
    view = scene.on_phones
    place = (scene.ranking.places or {}).get(who.id)
    score: Payload | None = None
    if place is not None:
        score = {
            "points": place.standing.points,
            "right": place.standing.right,
            "place": place.standing.place,
            "shared": place.standing.shared,
            "of": place.of,
            "gap": place.gap,
            "gap_place": place.gap_place,
            "team": my_team_score(scene, who),
        }
    return {
        "rev": scene.state.seq,
        "participant": {
            "number": who.number,
            "name": who.name,
            "language": who.language,
            "team": my_team(scene, who),
            "seat": votes.my_seat(scene, who),
            "extra_time": scene.state.extra_time.get(who.id, 10),
            "seed": who.seed,
        },
        "round": None if view is None else _my_round(scene, view, who, answer, held),
        "asides": day.my_asides(asides),
        "score": score,
        "past": scene.past,
    }


def _my_round(
    scene: Scene,
    view: RoundScene,
    who: Participant,
    answer: tuple[int, Json] | None,
    held: Iterable[votes.Held],
) -> Payload:
    number, given = answer if answer is not None else (0, None)
    return {
        "id": view.round.id,
        "answer": given,
        "number": number,
        # Of a secret round this is all that is known: no answer comes with it.
        "voted": view.round.secret and answer is not None,
        "votes_as": votes.votes_as(scene, view, who),
        "held": votes.my_held(held),
        **_my_time(view, who),
        "result": _my_result(view, who, voted=answer is not None),
    }


def _my_time(view: RoundScene, who: Participant) -> Payload:
    """Of who has extra time; for all others the time of the round holds."""
    on = view.round
    deadline_at = on.deadline_of(who.id)
    if deadline_at is None or on.phase is not Phase.OPEN or not on.extra_ms(who.id):
        return {"deadline_at": None, "limit_ms": None, "left_ms": None}
    left_ms = None if on.paused_at is None else max(0, deadline_at - on.paused_at)
    return {"deadline_at": deadline_at, "limit_ms": on.limit_of(who.id), "left_ms": left_ms}


def _my_result(view: RoundScene, who: Participant, *, voted: bool) -> Payload | None:
    if not view.revealed or view.result is None:
        return None
    mark = view.result.marks.get(votes.voter_id(view, who))
    graded = view.round.rules.graded
    if mark is None:
        return {
            "answered": view.round.secret and voted,
            "right": False if graded else None,
            "share": 0,
            "points": 0,
            "streak": None,
        }
    share = None if mark.share is None else round(float(mark.share), 4)
    return {
        "answered": True,
        "right": mark.right,
        "share": share,
        "points": mark.points,
        "streak": _my_streak(view, who),
    }


def _my_streak(view: RoundScene, who: Participant) -> Payload | None:
    streak = view.in_a_row.get(who.id)
    return None if streak is None else {"length": streak.length, "bonus": streak.bonus}


def for_moderator_round(scene: Scene, language: str, also: str | None) -> Payload | None:
    """The round on stage as the console shows it: with the key and all texts at all times."""
    view = scene.on_screen
    if view is None:
        return None
    payload = _screen_round(scene, view, language, also)
    question = view.question
    payload["reveal"] = view.keyed.reveal_view(language)
    payload["amended"] = view.graded is not None
    payload["wrong"] = [
        {"key": each.key, "text": each.text, "count": each.count} for each in view.wrong
    ]
    texts = view.all_texts
    payload["texts"] = None if texts is None else for_console_tally(texts, view.look)
    # Also while the question stands alone on the screen: who reads it out sees the options.
    payload["question"] = question.public_view(language)
    return payload


def for_screen(scene: Scene, addresses: tuple[str, ...], qr: Payload) -> Payload:
    """`state` of the floor's screens. `qr` holds the addresses of the two QR pictures."""
    language, also = screen_languages(scene)
    view = scene.on_screen
    kind = _kind(scene, view)
    at_ranking = view is not None and view.beat is Phase.RANKING and view.revealed
    return {
        "rev": scene.state.seq,
        "now": scene.now,
        "languages": [each for each in (language, also) if each],
        "kind": kind.value,
        "blank": scene.floor.blank,
        "big_qr": scene.floor.big_qr,
        "results_hidden": scene.floor.results_hidden,
        "event": _screen_event(scene, language, also, addresses, qr),
        "floor": scene.floor.id,
        "item": scene.floor.item_id,
        "on_floor": day.item_on_floor(scene, language, also),
        "asides": day.asides_on_screens(scene, language, also),
        "activity": _screen_activity(scene, language, also),
        "round": None if view is None else _screen_round(scene, view, language, also),
        "ranking": ranking(scene, top(scene), language, also) if at_ranking else None,
        "podium": ranking(scene, podium_rows(scene), language, also)
        if kind is Kind.PODIUM
        else None,
        "roll": votes.roll(scene, language),
        "breather": breather(scene),
        "qa": qa.for_everybody(scene, language),
        "reactions": scene.floor.asking.reactions,
        **qa.for_wall(scene.board),
    }


def for_crowd(crowd: Crowd) -> Payload:
    """`crowd`, for screens and moderators."""
    return {
        "joined": crowd.joined,
        "here": crowd.here,
        "answered": crowd.answered,
        "of": crowd.of,
        "round": crowd.round_id,
        "arrivals": [{"number": each.number, "name": each.name} for each in crowd.arrivals],
        "extra": crowd.extra,
        "vote": votes.for_vote(crowd),
        "teams": [{"id": team_id, "count": count} for team_id, count in crowd.teams],
    }


def screen_languages(scene: Scene) -> tuple[str, str | None]:
    """The screen's first language, and the second where there is one."""
    chosen = scene.event.screen_languages or scene.event.languages
    return chosen[0], chosen[1] if len(chosen) > 1 else None


def _kind(scene: Scene, view: RoundScene | None) -> Kind:
    """A round whose activity was deleted can't be drawn: then the stage is empty."""
    if view is not None:
        return Kind.ROUND
    if scene.shown.kind is Kind.BREATHER and scene.breather is None:
        return Kind.IDLE
    return Kind.IDLE if scene.shown.kind is Kind.ROUND else scene.shown.kind


def _event(scene: Scene, language: str) -> Payload:
    event = scene.event
    return {
        "title": event.title.get(language),
        "theme": event.theme.get(language),
        "code": event.code,
        "languages": list(event.languages),
        "join": event.join.value,
        "locked": scene.state.joining_closed,
        "teams": event_teams(scene),
        "floors": day.floors(scene.event, language),
        "seats": bool(scene.event.seats),
        "day": day.fingerprint(scene.event),
        "rehearsal": event.rehearsal_of is not None,
    }


def _screen_event(
    scene: Scene, language: str, also: str | None, addresses: tuple[str, ...], qr: Payload
) -> Payload:
    event, wifi = scene.event, scene.event.wifi
    second: Payload | None = None
    if also is not None:
        second = {"title": event.title.get(also), "theme": event.theme.get(also)}
    shown_wifi: Payload | None = None
    if wifi.ssid:
        shown_wifi = {"ssid": wifi.ssid, "password": wifi.password, "qr": qr["wifi"]}
    return {
        **_event(scene, language),
        "also": second,
        "team_names": team_names(scene, language, also),
        "addresses": [each.removeprefix("http://").removeprefix("https://") for each in addresses],
        "qr": qr["join"],
        "wifi": shown_wifi,
        "date": _date(scene),
    }


def _date(scene: Scene) -> str | None:
    """The day of the activity's agenda item, else of that on the floor, else the first with a date."""
    days = scene.event.days
    item_id = scene.activity.item_id if scene.activity is not None else None
    line = day.item_of(scene.event, item_id or scene.floor.item_id)
    if line is not None and 1 <= line.day <= len(days) and days[line.day - 1] is not None:
        return str(days[line.day - 1])
    first = next((day for day in days if day is not None), None)
    return None if first is None else first.isoformat()


def _activity(activity: Activity | None, language: str) -> Payload | None:
    if activity is None:
        return None
    return {
        "id": activity.id,
        "kind": activity.kind.value,
        "title": activity.title.get(language),
        "count": len(activity.questions),
        "scoring": activity.scoring.value,
        "streak": activity.streak,
        "secret": activity.voting.secret,
    }


def _screen_activity(scene: Scene, language: str, also: str | None) -> Payload | None:
    payload = _activity(scene.activity, language)
    if payload is None or scene.activity is None:
        return None
    title = scene.activity.title
    line = next((each for each in scene.event.agenda if each.id == scene.activity.item_id), None)
    item: Payload | None = None
    if line is not None:
        number = day.full_number(scene.event, line)
        item = {"number": number, "title": line.title.get(language)}
    return {**payload, "also": _also(title, also), "item": item}


def _also(text: LocalizedText, also: str | None) -> Payload | None:
    return {"title": text.get(also)} if also is not None else None


def _base_round(view: RoundScene) -> Payload:
    on = view.round
    shown_open = view.beat is Phase.OPEN and on.phase is Phase.OPEN
    left = None
    if on.paused and on.deadline_at is not None and on.paused_at is not None:
        left = max(0, on.deadline_at - on.paused_at)
    return {
        "id": on.id,
        "number": on.position + 1,
        "count": len(view.activity.questions),
        "beat": view.beat.value,
        "phase": on.phase.value,
        "voided": on.voided,
        "opens_at": on.opens_at if on.phase is Phase.ASKED else None,
        "opened_at": on.opened_at,
        "deadline_at": on.deadline_at if shown_open else None,
        "limit_ms": on.rules.limit_ms,
        "paused": on.paused,
        "left_ms": left,
        "points": on.rules.worth,
        "scoring": on.rules.scoring.value,
        "graded": on.rules.graded,
        "answerable": on.rules.answerable,
        "changeable": on.rules.changeable,
        "voting": secret.voting(on.rules.voting),
        "voted": on.voted,
        "suppressed": secret.suppressed(view),
    }


def _question(view: RoundScene, language: str) -> Payload:
    if view.beat is Phase.ASKED:
        return view.question.prompt_view(language)
    return view.question.public_view(language)


def _results(
    view: RoundScene,
    *,
    shown: bool,
    most_groups: int = SCREEN_GROUPS,
    most_points: int = SCREEN_POINTS,
) -> Payload | None:
    if view.tally is None or not shown:
        return None
    right = view.result.right if view.result is not None and view.round.rules.graded else None
    tally = for_tally(view.tally, view.look, most_groups, most_points)
    return {"tally": tally, "answered": answered(view.tally), "right": right}


def _phone_round(scene: Scene, view: RoundScene, language: str) -> Payload:
    closed_live = shows_live(view.round, view.beat) and view.round.phase is Phase.CLOSED
    shown = (view.revealed or closed_live) and not scene.floor.results_hidden
    return {
        **_base_round(view),
        "extra": _extra(scene, view),
        "question": _question(view, language),
        "results": _results(view, shown=shown, most_groups=PHONE_GROUPS, most_points=PHONE_POINTS),
        "proof": secret.proof(view, shown=shown),
        "by_team": by_team(scene, view, language, None, shown=shown),
        "outcome": votes.outcome(view, shown=shown),
        "reveal": view.keyed.reveal_view(language) if view.revealed else None,
    }


def _extra(scene: Scene, view: RoundScene) -> int:
    """How many have extra time in the round while it is open; nobody learns who."""
    on = view.round
    return len(on.extra.keys() - scene.state.removed) if on.phase is Phase.OPEN else 0


def _screen_round(scene: Scene, view: RoundScene, language: str, also: str | None) -> Payload:
    second: Payload | None = None
    prompt = view.question.prompt
    if also is not None and prompt.spoken(also) != prompt.spoken(language):
        explanation = view.keyed.explanation.get(also) if view.revealed else None
        second = {"question": _question(view, also), "explanation": explanation}
    return {
        **_base_round(view),
        "extra": _extra(scene, view),
        "question": _question(view, language),
        "results": _results(view, shown=not scene.floor.results_hidden),
        "proof": secret.proof(view, shown=not scene.floor.results_hidden),
        "by_group": secret.by_group(view, shown=not scene.floor.results_hidden),
        "by_team": by_team(scene, view, language, also, shown=not scene.floor.results_hidden),
        "outcome": votes.outcome(view, shown=not scene.floor.results_hidden),
        "reveal": view.keyed.reveal_view(language) if view.revealed else None,
        "also": second,
    }
