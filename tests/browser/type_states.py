"""What phones and screens are sent of the types that match, point, rank, share and place."""

from __future__ import annotations

import base64
from pathlib import Path
from random import Random
from typing import Any

from tests.browser import written_states

Payload = dict[str, Any]

PICTURE_FILE = Path(__file__).resolve().parents[2] / "question_banks/pictures/meeting-room.png"
PICTURE: Payload = {
    "src": "data:image/png;base64," + base64.b64encode(PICTURE_FILE.read_bytes()).decode(),
    "alt": "Floor plan of a meeting room",
    "width": 1200,
    "height": 800,
}
DOOR = [[0.85, 0.11], [0.97, 0.11], [0.97, 0.28], [0.85, 0.28]]


def _listed(texts: dict[str, str]) -> list[Payload]:
    return [{"id": id_, "text": text} for id_, text in texts.items()]


QUESTIONS: dict[str, Payload] = {
    "matching": {
        "prompt": "Who does what at a conference?",
        "left": _listed(
            {
                "chair": "Chair",
                "interpreter": "Interpreter",
                "rapporteur": "Rapporteur",
                "technician": "Technician",
            }
        ),
        "right": _listed(
            {
                "floor": "Gives the floor",
                "badge": "Hands out the badges",
                "sound": "Opens the microphones",
                "voice": "Says it in another language",
                "report": "Writes the report",
            }
        ),
    },
    "pin_on_image": {
        "prompt": "Put the pin on the door nearest to the stage.",
        "picture": PICTURE,
    },
    "ranking": {
        "prompt": "What do you see to first before a journey? Rank your top 3.",
        "items": _listed(
            {
                "ticket": "Tickets",
                "hotel": "A place to stay",
                "visa": "Passport and visa",
                "luggage": "Luggage",
                "papers": "Meeting papers",
            }
        ),
        "top": 3,
    },
    "points": {
        "prompt": "A meeting lasts 100 minutes. How would you share them out?",
        "options": _listed(
            {
                "talks": "Presentations",
                "debate": "Discussion",
                "groups": "Work in small groups",
                "breaks": "Breaks",
            }
        ),
        "total": 100,
        "step": 5,
    },
    "grid": {
        "prompt": "Where would you place these ways to meet?",
        "items": _listed({"hall": "In one hall", "video": "By video", "both": "Both at once"}),
        "x_name": "Effort",
        "x_low": "little",
        "x_high": "much",
        "y_name": "Benefit",
        "y_low": "little",
        "y_high": "much",
    },
}
KEYS: dict[str, Payload] = {
    "matching": {
        "pairs": {
            "chair": "floor",
            "interpreter": "voice",
            "rapporteur": "report",
            "technician": "sound",
        }
    },
    "pin_on_image": {"regions": [DOOR]},
}
ANSWERS: dict[str, Any] = {
    "matching": {
        "chair": "floor",
        "interpreter": "voice",
        "rapporteur": "sound",
        "technician": "badge",
    },
    "pin_on_image": [0.31, 0.42],
    "ranking": ["visa", "ticket"],
    "points": {"talks": 30, "debate": 40, "groups": 20, "breaks": 10},
    "grid": {"hall": [0.8, 0.85], "video": [0.2, 0.4], "both": [0.7, 0.3]},
}


def scattered(x: float, y: float, spread: float, count: int, seed: int) -> list[list[float]]:
    """Points around one, always the same."""
    rng = Random(seed)

    def near(middle: float) -> float:
        return round(min(1.0, max(0.0, rng.gauss(middle, spread))), 4)

    return sorted([near(x), near(y)] for _ in range(count))


def _place(x: float, y: float, spread: float, count: int, seed: int) -> Payload:
    return {
        "points": scattered(x, y, spread, count, seed),
        "voters": count,
        "mean": [x, y],
        "spread": spread * 2**0.5,
    }


def _numbers(histogram: dict[str, int], mean: float, spread: float) -> Payload:
    voters = sum(histogram.values())
    return {
        "histogram": histogram,
        "voters": voters,
        "mean": mean,
        "median": mean,
        "spread": spread,
    }


def _rank(places: list[int]) -> Payload:
    points = sum((len(places) - i) * n for i, n in enumerate(places))
    given = sum(places)
    mean = sum((i + 1) * n for i, n in enumerate(places)) / given if given else None
    return {"places": places, "mean": mean, "borda": points, "first": places[0] / 85}


_PINS = sorted(
    scattered(0.91, 0.19, 0.02, 49, 1)
    + scattered(0.1, 0.38, 0.04, 24, 2)
    + scattered(0.5, 0.88, 0.05, 12, 3)
)
TALLIES: dict[str, Payload] = {
    "matching": {
        "shape": "counts",
        "voters": 85,
        "counts": {"chair": 79, "interpreter": 82, "rapporteur": 51, "technician": 48},
        "abstained": 0,
    },
    "pin_on_image": {
        "shape": "places",
        "look": "pins",
        "voters": 85,
        "inside": 49,
        "rows": {
            "all": {"points": _PINS, "voters": 85, "mean": [0.62, 0.34], "spread": 0.41},
        },
    },
    "ranking": {
        "shape": "ranks",
        "look": "borda",
        "voters": 85,
        "exact": 0,
        "rows": {
            "ticket": _rank([24, 30, 10]),
            "hotel": _rank([9, 20, 25]),
            "visa": _rank([45, 18, 9]),
            "luggage": _rank([0, 0, 0]),
            "papers": _rank([7, 17, 41]),
        },
    },
    "points": {
        "shape": "numbers",
        "look": "means",
        "voters": 85,
        "rows": {
            "talks": _numbers({"20": 45, "40": 40}, 29.4, 10.0),
            "debate": _numbers({"30": 30, "45": 55}, 39.7, 7.2),
            "groups": _numbers({"10": 40, "30": 45}, 20.6, 10.0),
            "breaks": _numbers({"5": 40, "15": 45}, 10.3, 5.0),
        },
    },
    "grid": {
        "shape": "places",
        "look": "grid",
        "voters": 85,
        "inside": 0,
        "rows": {
            "hall": _place(0.78, 0.8, 0.1, 85, 4),
            "video": _place(0.22, 0.5, 0.08, 85, 5),
            "both": _place(0.6, 0.55, 0.16, 80, 6),
        },
    },
}
QUESTIONS |= written_states.QUESTIONS
KEYS |= written_states.KEYS
ANSWERS |= written_states.ANSWERS
TALLIES |= written_states.TALLIES
