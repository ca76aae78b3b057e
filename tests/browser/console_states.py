"""What a console is sent (docs/protocol.md), made up: the screen's states and what a moderator gets beyond.

A scene is `{state, crowd, tally, line, room}`; `room` is what the picture in the frame is drawn from.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.browser import screen_states as screen

Scene = dict[str, Any]

AGENDA = [
    ("I", "Opening address", 1, 0, []),
    ("II", "Comments by the Chairperson of the Integrity Sub-Committee", 1, 0, []),
    ("III", "Adoption of the Agenda", 1, 0, ["warm-up"]),
    ("IV", "Introduction – Director Capacity Building", 1, 0, []),
    ("V", "Organized crime and corruption as a major threat to security", 1, 0, ["v"]),
    ("VI", "Information security & Data management to address integrity", 1, 0, ["vi"]),
    ("VIII", "Fighting international Bribery and Illicit financial flows (IFFs)", 2, 0, []),
    ("(a)", "Fighting International bribery – the OECD perspective", 2, 1, []),
    (
        "(b)",
        "It takes two to tango – new Private sector initiatives to prevent Bribery",
        2,
        1,
        ["viii"],
    ),
    (
        "IX",
        "TFA implementation as a new impetus for Integrity development",
        2,
        0,
        ["ix"],
    ),
    ("", "INTEGRITY QUIZ", 2, 0, ["quiz"]),
    ("X", "Latest activities of the WCO Secretariat on Integrity development", 2, 0, ["x"]),
    ("XI", "Other business", 2, 0, []),
]
TITLES = {
    "warm-up": ("poll", "One word for integrity", 1, "done"),
    "v": ("poll", "Where is the risk highest?", 2, "done"),
    "vi": ("poll", "How well is our information protected?", 1, "new"),
    "viii": ("poll", "What do you expect from the WCO?", 1, "done"),
    "ix": ("poll", "National committees and integrity", 1, "done"),
    "quiz": ("quiz", "Integrity Quiz", 15, "running"),
    "x": ("poll", "Internal controls at home", 3, "new"),
}
LONG_ITEM = (
    "Mise en œuvre de l’Accord sur la facilitation des échanges : une nouvelle impulsion donnée au "
    "développement de l’éthique et à la responsabilisation des administrations douanières"
)
LONG_ACTIVITY = (
    "Anticonstitutionnellement vôtre : les contrôles internes et la séparation des fonctions"
)
PHASES = ["revealed", "ranking", "revealed"]


def rounds(activity: str, count: int, phase: str | None = None) -> list[Scene]:
    """Rounds as the run sheet names them; the last one in `phase`."""
    made = [
        {"id": f"{activity}{n}", "number": n, "phase": PHASES[n % 3], "voided": n == 2}
        for n in range(1, count + 1)
    ]
    if made and phase:
        made[-1] |= {"id": "r4", "phase": phase, "voided": False}
    return made


def run_sheet(*, on: str | None, phase: str | None, full: bool) -> list[Scene]:
    """The agenda of the real meeting with its activities."""

    def activity(key: str) -> Scene:
        kind, title, count, status = TITLES[key]
        if key == "quiz" and on != "quiz":
            status = "new"
        asked = {"done": count, "running": 4 if phase else 0, "new": 0}[status]
        return {
            "id": key,
            "kind": kind,
            "title": LONG_ACTIVITY if full and key in {"quiz", "x"} else title,
            "count": count,
            "status": status,
            "asked": asked,
            "rounds": rounds(key, asked, phase if key == on else None),
        }

    return [
        {
            "item": {
                "id": f"i{index}",
                "number": number,
                "title": LONG_ITEM if full and index % 3 == 1 else title,
                "day": day,
                "depth": depth,
            },
            "activities": [activity(each) for each in activities],
        }
        for index, (number, title, day, depth, activities) in enumerate(AGENDA)
    ]


CAN = dict.fromkeys(
    [
        "back",
        "pause",
        "resume",
        "extend",
        "reopen",
        "void",
        "unvoid",
        "reveal",
        "ranking",
        "finish",
        "again",
        "roll",
    ],
    False,
)


def step(kind: str, number: int | None = None, title: str | None = None) -> Scene:
    activity_id = next((key for key, each in TITLES.items() if each[1] == title), None)
    return {"kind": kind, "activity_id": activity_id, "title": title, "number": number}


def can(*names: str, undo: str | None = None) -> Scene:
    return {**CAN, "undo": undo, **dict.fromkeys(names, True)}


STEPS: dict[str, tuple[Scene | None, Scene | None, Scene]] = {
    "lobby": (step("start", title="Integrity Quiz"), step("ask", 1), can()),
    "idle": (step("start", title="Integrity Quiz"), step("ask", 1), can("back")),
    "intro": (step("ask", 1), step("open", 1), can("back", "finish")),
    "asked": (step("open", 4), step("close", 4), can("back", "void", "finish", undo="round_asked")),
    "open": (
        step("close", 4),
        step("reveal", 4),
        can("back", "pause", "extend", "void", "reveal", undo="round_opened"),
    ),
    "closed": (
        step("reveal", 4),
        step("ranking", 4),
        can("back", "reopen", "void", "reveal", "finish", "again", undo="round_closed"),
    ),
    "revealed": (
        step("ranking", 4),
        step("ask", 5),
        can("back", "void", "ranking", "finish", "again"),
    ),
    "ranking": (step("ask", 5), step("open", 5), can("back", "void", "finish", "again")),
    "podium": (step("clear"), step("start", title="Internal controls at home"), can("back")),
}
KEYS: dict[str, Scene] = {
    "options": {"correct": ["d"]},
    "items": {"order": ["b", "a", "c", "e", "d"]},
}


def moderated(model: Scene, *, full: bool = False, **more: Any) -> Scene:
    """A console's scene made of a screen's model."""
    state = copy.deepcopy(model["state"])
    on = state["round"]
    kind = on["beat"] if on else state["kind"]
    nxt, then, able = STEPS[kind]
    if on and on["paused"]:
        able = {**able, "pause": False, "resume": True}
    stage = on is not None or state["kind"] in {"intro", "podium"}
    if not stage:
        state["activity"] = None
    else:
        state["activity"]["id"] = "quiz"
    if on:
        key = next((KEYS[each] for each in KEYS if each in on["question"]), {})
        on["reveal"] = on["reveal"] or {
            **screen.reveal(screen.TEXTS["french" if full else "short"], **key)
        }
    state |= {
        "role": "moderator",
        "stage": {"floor_id": "f1", "rev": 40, "at_head": True},
        "next": nxt,
        "then": then,
        "can": able,
        "run": run_sheet(
            on="quiz" if stage else None, phase=on["phase"] if on else None, full=full
        ),
        "removed": [],
        "teams": [],
        "team_moves": [],
        "extra_time": [{"id": "p86", "number": 86, "name": "", "factor": 15}],
    }
    changed = more.pop("state", {})
    state.update(changed)
    if on:
        state["round"] |= {"amended": False, "wrong": [], "texts": None} | more.pop("round", {})
    covers = {key: changed[key] for key in ("blank", "big_qr", "results_hidden") if key in changed}
    crowd = {**(model["crowd"] or screen.crowd()), "saving": "ok"} | more.pop("crowd", {})
    room = {"state": {**model["state"], **covers}, "crowd": crowd}
    return {"state": state, "crowd": crowd, "tally": None, "line": "online", "room": room} | more


def tallied(scene: Scene, tally: Scene) -> Scene:
    """The scene with figures as they grow."""
    return {**scene, "tally": {"round": scene["state"]["round"]["id"], "tally": tally}}


def of(view: str, texts: str = "short", **more: Any) -> Scene:
    """The console while the screen shows that view."""
    return moderated(screen.VIEWS[view](screen.TEXTS[texts]), full=texts == "french", **more)


COUNTS = screen.counts(6, 9, 13, 36, voters=64)
EIGHT = screen.counts(7, 11, 18, 49, 32, 64, 0, 12)
NOBODY = {"joined": 0, "here": 0, "arrivals": [], "answered": 0, "of": 0, "round": None}
FAR_BACK = {
    "stage": {"floor_id": "f1", "rev": 40, "at_head": False},
    "next": step("forward"),
    "then": step("close", 4),
}

SCENES: dict[str, Callable[[], Scene]] = {
    "lobby": lambda: of("lobby"),
    "lobby_empty": lambda: of("lobby_empty", crowd=NOBODY),
    "no_activities": lambda: of(
        "lobby", state={"run": [], "next": None, "then": None}, crowd=NOBODY
    ),
    "idle": lambda: of("idle"),
    "intro": lambda: of("intro"),
    "asked": lambda: of("asked"),
    "open": lambda: tallied(of("open"), COUNTS),
    "open_eight": lambda: tallied(of("open_eight"), EIGHT),
    "open_scale": lambda: tallied(of("open_scale_many"), screen.numbers(6)),
    "open_words": lambda: tallied(of("open_words"), screen.cloud(30)),
    "open_ordering": lambda: tallied(of("open_ordering"), screen.ranks()),
    "paused": lambda: tallied(of("paused"), COUNTS),
    "closed": lambda: tallied(of("closed"), COUNTS),
    "revealed": lambda: of("revealed"),
    "ranking": lambda: of("ranking"),
    "podium": lambda: of("podium"),
    "covered": lambda: tallied(of("open", state={"blank": True, "results_hidden": True}), COUNTS),
    "looking_back": lambda: tallied(of("closed", state=FAR_BACK), COUNTS),
    "voided": lambda: tallied(of("voided", state={"can": can("back", "unvoid", "finish")}), COUNTS),
    "offline": lambda: tallied(of("open", line="offline"), COUNTS),
    "failing": lambda: tallied(of("open", crowd={"saving": "failing"}), COUNTS),
    "viewer": lambda: of("open", state={"role": "viewer"}),
    "helper": lambda: of("open", state={"role": "helper"}),
    "french": lambda: tallied(of("open", "french"), COUNTS),
    "french_closed": lambda: tallied(of("closed", "french"), COUNTS),
    "french_eight": lambda: tallied(of("open_eight", "french", crowd={"saving": "slow"}), EIGHT),
    "french_lobby": lambda: of("lobby", "french"),
}
WRONG = [
    {"key": "nairobi", "text": "Nairobi", "count": 17},
    {"key": "the arusha declaration of 1993", "text": "The Arusha Declaration of 1993", "count": 9},
    {"key": "brussels", "text": "Brussels", "count": 2},
]
CARDS = [
    (
        "c1",
        "Please send the papers a week earlier, in all working languages of the committee.",
        2,
        "new",
    ),
    ("c2", "More time for questions.", 1, "new"),
    ("c3", "Hear every delegation once before anyone speaks twice.", 4, "approved"),
    ("c4", "نحتاج إلى مزيد من الوقت", 1, "approved"),
    ("c5", "Send the slides beforehand.", 1, "approved"),
    ("c6", "Something that nobody should read.", 1, "hidden"),
]


def cards(*, moderated: bool = True, spotlight: str | None = "c3") -> Scene:
    """Typed texts as consoles get them."""
    groups: list[Scene] = [
        {"key": key, "text": text, "count": count, "state": state}
        for key, text, count, state in CARDS
    ]
    groups[2]["title"] = groups[4]["title"] = "How we work"
    return {
        "shape": "texts",
        "look": "cards",
        "voters": 10,
        "groups": groups,
        "groups_total": len(groups),
        "spotlight": spotlight,
        "moderated": moderated,
    }


SCENES |= {
    "vote_counting": lambda: of("vote_counting", state={"next": step("reveal", 4)}),
    "vote_revealed": lambda: of("vote_revealed"),
    "accepting": lambda: of("closed", round={"wrong": WRONG, "amended": True}),
    "texts": lambda: tallied(of("open_words"), cards()),
    "words": lambda: tallied(of("open_words"), {**cards(moderated=False), "look": "cloud"}),
}
PEOPLE = [
    {
        "id": f"p{number}",
        "number": number,
        "name": screen.NAMES[number % len(screen.NAMES)],
        "here": number % 7 != 0,
        "removed": number in {5, 9},
    }
    for number in range(87, 0, -1)
]
