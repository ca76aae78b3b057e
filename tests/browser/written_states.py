"""What phones and screens are sent of the types that are written, rated and read."""

from __future__ import annotations

from typing import Any

Payload = dict[str, Any]

QUESTIONS: dict[str, Payload] = {
    "short_text": {
        "prompt": "What is the list of the subjects of a meeting called?",
        "max_length": 40,
    },
    "number": {
        "prompt": "How many minutes are there in a working day of seven hours?",
        "min": 0,
        "max": 600,
        "step": 5,
        "unit": "min",
        "input": "keypad",
    },
    "number_slider": {
        "type": "number",
        "prompt": "How long should a coffee break be?",
        "min": 5,
        "max": 60,
        "step": 5,
        "unit": "min",
        "input": "slider",
    },
    "number_below_zero": {
        "type": "number",
        "prompt": "How cold may a meeting room be, in degrees?",
        "min": -10,
        "max": 30,
        "step": 0.5,
        "unit": "°C",
        "input": "keypad",
    },
    "open_text": {
        "prompt": "What should we do differently at the next meeting?",
        "max_length": 200,
        "max_answers": 2,
        "moderated": True,
    },
    "rating": {
        "prompt": "How do you like this room?",
        "look": "stars",
        "start": 1,
        "steps": 5,
        "low": "Not at all",
        "high": "Very much",
    },
    "rating_recommend": {
        "type": "rating",
        "prompt": "Would you recommend this meeting to a colleague?",
        "look": "recommend",
        "start": 0,
        "steps": 11,
        "low": "Not at all likely",
        "high": "Very likely",
    },
}
SLIDE: Payload = {
    "type": "slide",
    "prompt": "A short break",
    "body": (
        "We go on in ten minutes.\n\n"
        "Please leave this page open on your phone: your answers and points are kept."
    ),
}
KEYS: dict[str, Payload] = {
    "short_text": {
        "accepted": ["agenda", "order of business", "ordre du jour", "odj"],
        "texts": ["Agenda", "Order of business", "Ordre du jour", "ODJ"],
    },
    "number": {"value": 420, "tolerance": 0},
}
ANSWERS: dict[str, Any] = {
    "short_text": "Programme",
    "number": 400,
    "number_slider": 15,
    "number_below_zero": -2.5,
    "open_text": ["Send the papers a week earlier.", "More time for questions at the end."],
    "rating": 4,
    "rating_recommend": 9,
}


def _numbers(look: str, histogram: dict[str, int], **more: float) -> Payload:
    voters = sum(histogram.values())
    numbers = sorted(float(each) for each, n in histogram.items() for _ in range(n))
    mean = sum(numbers) / voters
    row = {
        "histogram": histogram,
        "voters": voters,
        "mean": mean,
        "median": numbers[voters // 2],
        "spread": (sum((each - mean) ** 2 for each in numbers) / voters) ** 0.5,
        **more,
    }
    return {"shape": "numbers", "look": look, "voters": voters, "rows": {"all": row}}


def _texts(look: str, groups: list[tuple[str, str, int]]) -> Payload:
    made = [{"key": key, "text": text, "count": count} for key, text, count in groups]
    return {
        "shape": "texts",
        "look": look,
        "voters": 85,
        "groups": made,
        "groups_total": len(made),
    }


CARDS = [
    "Send the papers a week earlier.",
    "More time for questions at the end.",
    "Shorter meetings, clearer decisions.",
    (
        "Hear every delegation once before anybody speaks twice, and say at the beginning how long "
        "each may take; then the last subject of the day would get the time that it deserves."
    ),
    "Commencer à l’heure.",
    "المزيد من الوقت للنقاش",
    "Больше времени на обсуждение и меньше докладов, которые можно прочитать заранее.",
    "A list of who does what by when.",
    "Interpretation in the working groups, too.",
    "A quieter room: the coffee machine stands behind the last row.",
    "Start on time.",
    "Put the names of speakers on the screen.",
    "Let us vote by phone.",
    "Une pause de plus l’après-midi.",
]
TALLIES: dict[str, Payload] = {
    "short_text": _texts(
        "bars",
        [
            ("agenda", "Agenda", 41),
            ("programme", "Programme", 14),
            ("ordre du jour", "Ordre du jour", 12),
            ("minutes", "minutes", 6),
            ("schedule", "schedule", 4),
            ("list", "the list", 3),
            ("повестка дня", "повестка дня", 1),
            ("جدول الاعمال", "جدول الأعمال", 1),
            ("plan", "plan", 1),
            ("tagesordnung", "Tagesordnung", 1),
            ("order of business", "Order of business", 1),
        ],
    ),
    "number": _numbers(
        "histogram",
        {"60": 1, "300": 3, "360": 8, "400": 11, "420": 44, "425": 2, "430": 5, "480": 9, "490": 2},
    ),
    "number_slider": _numbers(
        "histogram", {"5": 2, "10": 11, "15": 30, "20": 22, "25": 4, "30": 13, "45": 2, "60": 1}
    ),
    "number_below_zero": _numbers(
        "histogram", {"-10": 1, "-2.5": 4, "12.5": 7, "17": 20, "18.5": 25, "20": 28}
    ),
    "open_text": _texts(
        "cards",
        [(f"{place:016x}", text, 3 if place == 0 else 1) for place, text in enumerate(CARDS)],
    ),
    "rating": _numbers("rating", {"1": 2, "2": 6, "3": 19, "4": 37, "5": 21}),
    "rating_recommend": _numbers(
        "recommend",
        {
            "0": 1,
            "1": 0,
            "2": 0,
            "3": 2,
            "4": 1,
            "5": 6,
            "6": 8,
            "7": 14,
            "8": 20,
            "9": 18,
            "10": 15,
        },
        promoter_score=17.6,
    ),
}
