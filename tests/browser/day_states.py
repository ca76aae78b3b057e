"""The day as a phone is sent it (docs/protocol.md), made up: an agenda, and feedback beside the stage."""

from __future__ import annotations

from typing import Any

from tests.browser import phone_states as stories
from tests.browser.phone_states import Payload, Story

FLOORS = [{"id": "f1", "name": "Plenary hall"}, {"id": "f2", "name": "Room B"}]
AGENDA: Payload = {
    "fingerprint": "abc",
    "time_zone": "Europe/Brussels",
    "days": ["2018-03-01", "2018-03-02"],
    "floors": FLOORS,
    "items": [
        {
            "id": f"i{index}",
            "number": number,
            "lang": "en",
            "title": title,
            "text": text,
            "reference": reference,
            "day": day,
            "depth": depth,
            "starts_at": starts_at,
            "ends_at": None,
            "floor": floor,
        }
        for index, (number, title, text, reference, day, depth, starts_at, floor) in enumerate(
            [
                ("I", "Opening address", "", "", 1, 0, "09:30", None),
                ("V", "Organized crime as a threat", "Speaker: A. B.", "", 1, 0, "10:00", None),
                ("", "COFFEE BREAK", "", "", 1, 0, "11:15", None),
                ("VI", "Information security", "", "HI0086E1", 1, 0, "11:30", "f2"),
                ("VIII", "Fighting international bribery", "", "", 2, 0, "09:30", None),
                ("(a)", "The OECD perspective", "", "", 2, 1, None, None),
            ]
        )
    ],
}
ON_FLOOR = {"id": "i1", "number": "V", "title": "Organized crime as a threat", "also": None}


def feedback() -> Payload:
    """Three questions on item V, open beside the stage."""
    asked = ("single_choice", "rating", "open_text")
    rounds = [
        stories.round_of(each, "open", kind="poll", seconds=None, id=f"f{n}", number=n, count=3)
        for n, each in enumerate(asked, start=1)
    ]
    activity = {"id": "fb", "kind": "poll", "title": "Feedback", "count": 3, "scoring": "accuracy"}
    return {
        "id": "fb",
        "title": "Feedback",
        "item": "V",
        "count": 3,
        "activity": activity,
        "rounds": rounds,
    }


def on_a_day(story: Story, *, aside: bool = True, **own: Any) -> Story:
    """The same at a meeting with an agenda, item V on the floor and feedback open."""
    said, mine = story
    said["event"] |= {"day": "abc", "floors": FLOORS}
    said |= {
        "floor": "f1",
        "item": "i1",
        "on_floor": ON_FLOOR,
        "asides": [feedback()] if aside else [],
    }
    mine["asides"] = own
    return said, mine


PLAYED = [
    {
        "id": "warm",
        "kind": "poll",
        "title": "One word",
        "item": "i0",
        "status": "done",
        "questions": 1,
        "answered": 1,
        "shown": 1,
    },
    {
        "id": "fb",
        "kind": "poll",
        "title": "Feedback",
        "item": "i1",
        "status": "open",
        "questions": 3,
        "answered": 0,
        "shown": 0,
    },
    {
        "id": "straw",
        "kind": "poll",
        "title": "A straw poll",
        "item": None,
        "status": "done",
        "questions": 2,
        "answered": 0,
        "shown": 0,
    },
]


# --- the console ----------------------------------------------------------------------------------

AT = 1_519_900_000_000
"""11:26:40 in Brussels on the first day."""
MINUTE_MS = 60_000


def on_a_desk(scene: Payload, **more: Any) -> Payload:
    """A console's scene at a meeting with planned times, an item on the floor and notes."""
    state = scene["state"]
    for line in state["run"]:
        item = line["item"]
        item |= {"floor": None, "notes": "", "starts_at": None, "ends_at": None}
        item |= dict.fromkeys(("planned_start", "planned_end", "began_at", "ended_at"))
        for each in line["activities"]:
            each |= {"aside": None, "floor": None, "notes": ""}
    opening, second, third, *_ = (line["item"] for line in state["run"])
    opening |= {
        "starts_at": "11:00",
        "ends_at": "11:15",
        "planned_start": AT - 27 * MINUTE_MS,
        "planned_end": AT - 12 * MINUTE_MS,
        "began_at": AT - 23 * MINUTE_MS,
        "ended_at": AT - 3 * MINUTE_MS,
    }
    second |= {
        "starts_at": "11:15",
        "ends_at": "11:20",
        "planned_start": AT - 12 * MINUTE_MS,
        "planned_end": AT - 7 * MINUTE_MS,
        "began_at": AT - 3 * MINUTE_MS,
        "notes": "Thank the host first.",
    }
    third |= {"floor": "f2"}
    state |= {"now": AT, "item": second["id"], "time_zone": "Europe/Brussels", **more}
    return scene
