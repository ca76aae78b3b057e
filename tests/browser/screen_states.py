"""What a screen is sent (docs/protocol.md), made up: short texts, and texts at their limits.

A model is what the page draws: `{state, tally, crowd, link, refusal}`. Times are relative to `NOW`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.browser import type_states

Model = dict[str, Any]

NOW = 1_519_900_000_000
IDS = "abcdefgh"


def to_length(text: str, length: int) -> str:
    """The text repeated and cut, so that a limit is met to the character."""
    return (text + " ") * (length // (len(text) + 1)) + text[: length % (len(text) + 1)]


class Texts:
    """Content in the languages of one screen."""

    def __init__(self, languages: list[str], words: dict[str, list[str]], *, full: bool) -> None:
        self.languages = languages
        self._words = words
        self._full = full

    def get(self, name: str, length: int, at: int = 0, index: int = 0) -> str:
        """A text; at its limit where texts are to be long."""
        source = self._words[name]
        text = source[min(at, len(source) - 1)].format(n=index + 1)
        return to_length(text, length) if self._full else text

    @property
    def two(self) -> bool:
        return len(self.languages) > 1


SHORT = {
    "title": ["Integrity Sub-Committee, 17th session", "Sous-Comité de l’éthique, 17e session"],
    "theme": [
        "Security and integrity: curbing threats, leveraging opportunities",
        "Sécurité et éthique : maîtriser les menaces, saisir les occasions",
    ],
    "activity": ["Integrity Quiz", "Quiz sur l’intégrité"],
    "item": ["Organized crime and corruption"],
    "prompt": [
        "Which article of the WTO Trade Facilitation Agreement asks each member for a national committee?",
        "Quel article de l’Accord de l’OMC sur la facilitation des échanges demande à chaque membre un comité national ?",
    ],
    "option": ["Article {n} of the Agreement", "Article {n} de l’Accord"],
    "explanation": [
        "Each member sets up or keeps a national committee on trade facilitation, or names an existing body, to coordinate at home and put the Agreement into effect.",
        "Chaque membre établit ou maintient un comité national de la facilitation des échanges, ou désigne un mécanisme existant.",
    ],
    "source": ["Agreement on Trade Facilitation, Article 23.2, World Trade Organization"],
    "low": ["Not at all", "Pas du tout"],
    "high": ["Completely", "Tout à fait"],
    "team": ["Northern team {n}", "Équipe du Nord {n}"],
}
LONG = {
    "title": [
        "Sous-Comité de l’éthique et de l’intégrité douanières, dix-septième session",
        "Подкомитет по вопросам профессиональной этики, семнадцатая сессия",
    ],
    "theme": [
        "Sécurité et éthique : maîtriser les menaces, tirer parti des possibilités offertes",
        "Безопасность и профессиональная этика: сдерживание угроз, использование возможностей",
    ],
    "activity": [
        "Quiz sur l’intégrité des administrations douanières",
        "Викторина о добросовестности таможенных администраций",
    ],
    "item": [
        "La criminalité organisée et la corruption : infiltration des administrations des douanes"
    ],
    "prompt": [
        "Selon la Déclaration d’Arusha révisée, à qui incombe principalement la responsabilité de prévenir la corruption au sein des administrations douanières, et par quels engagements institutionnels cette responsabilité doit-elle se maintenir dans la durée ?",
        "Согласно пересмотренной Арушской декларации, на кого возлагается основная ответственность за предотвращение коррупции в таможенных администрациях и какими институциональными обязательствами она должна подкрепляться в долгосрочной перспективе?",
    ],
    "option": [
        "Aux commissionnaires et au personnel portuaire extérieurs à la douane {n}",
        "Межведомственные антикоррупционные подразделения администрации {n}",
    ],
    "explanation": [
        "Facteur 1, « Conduite et engagement des responsables » : cette responsabilité incombe principalement au chef de la douane et aux cadres dirigeants, dont l’engagement doit se maintenir dans la durée et se traduire en actes.",
        "Фактор 1 «Руководство и приверженность»: основная ответственность возлагается на руководителя таможенной службы и исполнительное руководство, приверженность которых должна сохраняться в долгосрочной перспективе.",
    ],
    "source": [
        "Déclaration d’Arusha révisée concernant la bonne gouvernance et l’éthique en matière douanière, Organisation mondiale des douanes"
    ],
    "low": ["Pas du tout d’accord", "Совершенно не согласен"],
    "high": ["Tout à fait d’accord", "Полностью согласен"],
    "team": ["Délégation de la République {n}", "Делегация Республики {n}"],
}
ARABIC = {
    "title": ["اللجنة الفرعية المعنية بالنزاهة، الدورة السابعة عشرة"],
    "theme": ["الأمن والنزاهة: الحد من التهديدات والاستفادة من الفرص"],
    "activity": ["اختبار النزاهة"],
    "item": ["الجريمة المنظمة والفساد"],
    "prompt": ["أي مادة من اتفاق تيسير التجارة تطلب من كل عضو إنشاء لجنة وطنية؟"],
    "option": ["المادة رقم {n} من الاتفاق"],
    "explanation": [
        "ينشئ كل عضو لجنة وطنية معنية بتيسير التجارة أو يحتفظ بها، أو يسمي آلية قائمة للتنسيق المحلي وتنفيذ الأحكام."
    ],
    "source": ["اتفاق تيسير التجارة، المادة 23.2، منظمة التجارة العالمية"],
    "low": ["لا أوافق إطلاقا"],
    "high": ["أوافق تماما"],
    "team": ["وفد الشمال {n}"],
}

TEXTS = {
    "short": Texts(["en"], SHORT, full=False),
    "both": Texts(["en", "fr"], SHORT, full=False),
    "french": Texts(["fr"], {name: [each[0]] for name, each in LONG.items()}, full=True),
    "russian": Texts(["ru"], {name: [each[-1]] for name, each in LONG.items()}, full=True),
    "long": Texts(["fr", "ru"], LONG, full=True),
    "arabic": Texts(["ar"], ARABIC, full=False),
}
LIMITS = {
    "title": 80,
    "theme": 100,
    "activity": 60,
    "item": 100,
    "prompt": 260,
    "option": 70,
    "explanation": 260,
    "source": 150,
    "end": 32,
    "team": 40,
}

NAMES = [
    "Ada",
    "",
    "Ngozi Okonjo",
    "مندوب الجزائر",
    "",
    "Екатерина Великая",
    "Maximiliane von und zu Hohenfels",
    "",
    "José",
    "李明",
    "",
    "Zoë",
]


def crowd(round_id: str | None = None, answered: int = 64) -> Model:
    arrivals = [{"number": 87 - index, "name": name} for index, name in enumerate(NAMES)]
    return {
        "joined": 87,
        "here": 85,
        "answered": answered,
        "of": 85,
        "round": round_id,
        "arrivals": arrivals,
        "extra": 0,
    }


def state(texts: Texts, kind: str, **more: Any) -> Model:
    event = {
        "title": texts.get("title", LIMITS["title"]),
        "theme": texts.get("theme", LIMITS["theme"]),
        "code": "482913",
        "languages": ["en", "fr"],
        "join": "anonymous",
        "locked": False,
        "rehearsal": False,
        "also": {
            "title": texts.get("title", LIMITS["title"], 1),
            "theme": texts.get("theme", LIMITS["theme"], 1),
        }
        if texts.two
        else None,
        "addresses": ["192.168.1.20:8000"],
        "qr": "/join.svg",
        "wifi": None,
        "date": "2018-03-01",
    }
    event.update(more.pop("event", {}))
    activity = {
        "id": "quiz",
        "kind": "quiz",
        "title": texts.get("activity", LIMITS["activity"]),
        "count": 15,
        "scoring": "accuracy",
        "also": {"title": texts.get("activity", LIMITS["activity"], 1)} if texts.two else None,
        "item": {"number": "V", "title": texts.get("item", LIMITS["item"])},
    }
    activity.update(more.pop("activity", {}))
    return {
        "rev": 41,
        "now": NOW,
        "kind": kind,
        "languages": texts.languages,
        "blank": False,
        "big_qr": False,
        "results_hidden": False,
        "event": event,
        "activity": activity,
        "round": None,
        "ranking": None,
        "podium": None,
        "breather": None,
    } | more


def listed(texts: Texts, at: int, count: int, length: int) -> list[Model]:
    return [
        {"id": IDS[i] if count <= 8 else f"s{i}", "text": texts.get("option", length, at, i)}
        for i in range(count)
    ]


def choice(texts: Texts, at: int, options: int = 4) -> Model:
    return {"type": "single_choice", "options": listed(texts, at, options, LIMITS["option"])}


def eight(texts: Texts, at: int) -> Model:
    return {
        "type": "multiple_choice",
        "options": listed(texts, at, 8, LIMITS["option"]),
        "min": 1,
        "max": 3,
    }


def ordering(texts: Texts, at: int) -> Model:
    return {"type": "ordering", "items": listed(texts, at, 5, LIMITS["option"])}


def scale(count: int) -> Callable[[Texts, int], Model]:
    def view(texts: Texts, at: int) -> Model:
        return {
            "type": "scale",
            "statements": listed(texts, at, count, 110 if count < 8 else LIMITS["option"]),
            "start": 1,
            "steps": 7,
            "low": texts.get("low", LIMITS["end"], at),
            "high": texts.get("high", LIMITS["end"], at),
        }

    return view


def words(texts: Texts, at: int) -> Model:
    return {"type": "word_cloud", "max_words": 3, "max_length": 30}


AXIS_TEXT = 24
PICTURE_PATH = "/pictures/meeting-room.png"


def typed(slug: str) -> Callable[[Texts, int], Model]:
    """A question of that type with the texts of the screen."""

    def view(texts: Texts, at: int) -> Model:
        made: Model = {"type": slug, **type_states.QUESTIONS[slug]}
        del made["prompt"]
        for name, value in made.items():
            if isinstance(value, list):
                made[name] = [
                    {"id": each["id"], "text": texts.get("option", 46, at, i)}
                    for i, each in enumerate(value)
                ]
            elif name[:2] in ("x_", "y_"):
                made[name] = texts.get("low", AXIS_TEXT, at)
            elif name in ("low", "high"):
                made[name] = texts.get(name, LIMITS["end"], at)
        if "picture" in made:
            made["picture"] = {**made["picture"], "src": PICTURE_PATH}
        return made

    return view


def slide(texts: Texts, at: int) -> Model:
    body = texts.get("explanation", LIMITS["explanation"], at)
    return {"type": "slide", "body": f"{body}\n\n{body}"}


def asked_view(texts: Texts, at: int) -> Model:
    return {"type": "single_choice"}


def round_state(
    texts: Texts,
    beat: str,
    view: Callable[[Texts, int], Model] = choice,
    *,
    more: Model | None = None,
    **stage: Any,
) -> Model:
    def question(at: int) -> Model:
        return {
            "lang": texts.languages[at],
            "prompt": texts.get("prompt", LIMITS["prompt"], at),
            **view(texts, at),
        }

    on = {
        "id": "r4",
        "number": 4,
        "count": 15,
        "beat": beat,
        "phase": beat,
        "voided": False,
        "question": question(0),
        "opens_at": NOW + 4000 if beat == "asked" else None,
        "opened_at": NOW - 8000,
        "deadline_at": NOW + 12_000 if beat == "open" else None,
        "limit_ms": 20_000,
        "paused": False,
        "left_ms": None,
        "points": 1000,
        "scoring": "accuracy",
        "graded": True,
        "answerable": True,
        "changeable": False,
        "results": None,
        "reveal": None,
        "also": {"question": question(1), "explanation": None} if texts.two else None,
    } | (more or {})
    return state(texts, "round", round=on, **stage)


def results(tally: Model, right: int | None = None) -> Model:
    return {"tally": tally, "answered": tally["voters"], "right": right}


def counts(*votes: int, voters: int = 85) -> Model:
    return {"shape": "counts", "voters": voters, "counts": dict(zip(IDS, votes, strict=False))}


def numbers(count: int) -> Model:
    def row(shift: int) -> Model:
        votes = [3, 6, 11, 19, 24, 14, 8]
        turned = votes[shift % 7 :] + votes[: shift % 7]
        mean = sum((i + 1) * n for i, n in enumerate(turned)) / 85
        return {
            "histogram": {str(i + 1): n for i, n in enumerate(turned)},
            "voters": 85,
            "mean": mean,
            "median": round(mean),
        }

    return {
        "shape": "numbers",
        "voters": 85,
        "rows": {(IDS[i] if count <= 8 else f"s{i}"): row(i) for i in range(count)},
    }


CLOUD = [
    "Trust",
    "Transparency",
    "Courage",
    "Leadership",
    "Honesty",
    "Accountability",
    "Probité",
    "Честность",
    "النزاهة",
    "Fairness",
    "Respect",
    "Rule of law",
    "Dignité",
    "Example",
    "Duty",
    "Service",
    "Equality",
    "Прозрачность",
    "Consistency",
    "Confianza",
    "Ethics",
    "Loyalty",
    "Impartiality",
    "Responsabilité",
    "Integridad",
    "Rigour",
    "Independence",
    "Ответственность",
    "Openness",
    "Truth",
    "Discipline",
    "Justice",
    "Neutrality",
    "Merit",
    "Professionnalisme",
    "Vigilance",
    "Rectitude",
    "Exemplarité",
    "Reliability",
    "Decency",
    "Values",
    "Credibility",
    "Honour",
    "Verdad",
    "Awareness",
    "Reform",
    "Speaking up",
    "Zero tolerance",
    "Confiança",
    "Humility",
    "Prevention",
    "Controls",
    "Data",
    "Audit",
    "Rotation",
    "Peer review",
    "Tone at the top",
    "Doing right when no one is watching",
    "Oversight",
    "Deontology",
    "Left out",
    "Left out too",
]


def cloud(most: int = 62) -> Model:
    groups = [
        {"key": text.casefold(), "text": text, "count": max(1, 34 // (index + 1))}
        for index, text in enumerate(CLOUD[:most])
    ]
    return {"shape": "texts", "voters": 85, "groups": groups}


def ranks() -> Model:
    rows = {
        "a": {"places": [40, 20, 15, 5, 5], "mean": 2.0},
        "b": {"places": [20, 30, 15, 10, 10], "mean": 2.5},
        "c": {"places": [15, 15, 30, 15, 10], "mean": 2.9},
        "d": {"places": [5, 10, 15, 35, 20], "mean": 3.6},
        "e": {"places": [5, 10, 10, 20, 40], "mean": 4.0},
    }
    return {"shape": "ranks", "voters": 85, "exact": 31, "rows": rows}


def reveal(texts: Texts, /, **key: Any) -> Model:
    return {
        "key": key,
        "explanation": texts.get("explanation", LIMITS["explanation"]),
        "source": texts.get("source", LIMITS["source"]),
    }


def revealed(
    texts: Texts,
    view: Callable[[Texts, int], Model],
    tally: Model,
    right: int | None,
    /,
    **key: Any,
) -> Model:
    made = round_state(
        texts,
        "revealed",
        view,
        more={"results": results(tally, right), "reveal": reveal(texts, **key)},
    )
    if texts.two:
        made["round"]["also"]["explanation"] = texts.get("explanation", LIMITS["explanation"], 1)
    return made


def rows(places: list[int], names: list[str] | None = None) -> Model:
    names = names or NAMES
    moves = [2, -1, 0, 5, -3, 40, 1, 0, -2, 3]
    made = [
        {
            "place": place,
            "shared": places.count(place) > 1,
            "name": names[i % len(names)],
            "number": 22 + i,
            "points": 13_870 - 610 * place,
            "gained": 0 if i == 2 else 1000,
            "moved": moves[i],
        }
        for i, place in enumerate(places)
    ]
    return {"rows": made, "of": 87}


def team(texts: Texts, index: int) -> Model:
    also = texts.get("team", LIMITS["team"], 1, index) if texts.two else None
    return {"id": f"t{index}", "name": texts.get("team", LIMITS["team"], 0, index), "also": also}


def team_rows(texts: Texts, places: list[int]) -> Model:
    """A ranking of teams."""
    standing = rows(places)["rows"]
    made = [{**row, **team(texts, at), "members": 3 + at} for at, row in enumerate(standing)]
    return {"rows": made, "of": len(made)}


def teamed(texts: Texts, count: int, mode: str = "choice") -> Model:
    """The event of a lobby with so many teams."""
    names = [team(texts, at) for at in range(count)]
    return {"teams": {"mode": mode, "fixed": False}, "team_names": names}


def filled(count: int) -> Model:
    """The crowd in so many teams, the last of them empty."""
    sizes = [{"id": f"t{at}", "count": 14 - at if at < count - 1 else 0} for at in range(count)]
    return {**crowd(), "teams": sizes}


def by_team(texts: Texts, count: int, of: int = 0) -> Model:
    """Who got it right, by team."""
    made = [
        {**team(texts, at), "answered": 12, "right": max(0, 12 - 2 * at)} for at in range(count)
    ]
    return {"rows": made, "of": of or count}


def with_teams(made: Model, teams: Model) -> Model:
    """The same round, with what its teams knew."""
    return {**made, "round": {**made["round"], "by_team": teams}}


def hidden_names(ranking: Model) -> Model:
    """With neither name nor number."""
    return {**ranking, "rows": [{**row, "name": "", "number": 0} for row in ranking["rows"]]}


def teams_only(teams: Model) -> Model:
    return {"rows": None, "of": 87, "teams": teams}


TOP_TEN = [1, 2, 3, 3, 5, 6, 7, 8, 9, 10]
LONG_NAMES = [
    "Maximiliane Wilhelmina von und zu Hohenfels-S",
    "Екатерина Константинопольская-Преображенская",
    "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
]
POLL = {"kind": "poll", "id": "poll", "scoring": "accuracy"}
POLL_ROUND: Model = {
    "graded": False,
    "points": 0,
    "limit_ms": None,
    "deadline_at": None,
    "changeable": True,
    "number": 1,
    "count": 3,
}


def poll(
    texts: Texts,
    view: Callable[[Texts, int], Model],
    tally: Model | None,
    beat: str = "open",
    **stage: Any,
) -> Model:
    more = POLL_ROUND | {"results": results(tally) if tally else None}
    return round_state(texts, beat, view, more=more, activity=POLL, **stage)


VOTING: Model = {
    "by": "phones",
    "secrecy": "secret",
    "names_to": "moderators",
    "group_by": "none",
    "k": 5,
    "majority": "none",
    "quorum": 0,
    "elects": 0,
}
HEAD = "3f2a91bc77de0a41" * 4
PROOF: Model = {"seq": 41, "head": HEAD, "digest": "d" * 64, "salt": None}
REGIONS = ["Europe", "East and Southern Africa", "Far East, South and South East Asia"]


def vote(texts: Texts, beat: str, tally: Model | None = None, **more: Any) -> Model:
    """A secret vote: being counted, unless told otherwise."""
    made = poll(texts, choice, tally, beat)
    values = {"changeable": False, "voting": VOTING, "voted": None, "suppressed": False}
    return {**made, "round": {**made["round"], **values, "proof": None, **more}}


def by_group() -> Model:
    """Three that may be shown, two that may not."""
    shown = [
        {"name": name, "voted": 20, "tally": counts(4, 3, 11, 2, voters=20)} for name in REGIONS
    ]
    return {"shown": shown, "hidden": ["South America", "West and Central Africa"]}


def model(state: Model | None, crowd: Model | None = None, **more: Any) -> Model:
    return {"state": state, "crowd": crowd, **more}


WIFI = {"ssid": "ISC-Hall-Delegates-2018", "password": "Arusha-2003-integrity", "qr": "/wifi.svg"}


def in_round(made: Model, answered: int = 64) -> Model:
    return model(made, crowd("r4", answered))


def over(texts: Texts) -> Model:
    """The time of all is up; three go on in theirs."""
    late = {"deadline_at": NOW - 2000, "extra": 4}
    return model(round_state(texts, "open", more=late), crowd("r4") | {"extra": 3})


VIEWS: dict[str, Callable[[Texts], Model]] = {
    "lobby": lambda x: model(state(x, "lobby", activity={"item": None}), crowd()),
    "lobby_wifi": lambda x: model(
        state(
            x,
            "lobby",
            event={
                "wifi": WIFI,
                "addresses": ["192.168.1.20:8000", "10.0.12.7:8000"],
                "rehearsal": True,
            },
        ),
        crowd(),
    ),
    "lobby_empty": lambda x: model(state(x, "lobby"), {**crowd(), "joined": 0, "arrivals": []}),
    "lobby_locked": lambda x: model(state(x, "lobby", event={"locked": True}), crowd()),
    "idle": lambda x: model(state(x, "idle"), crowd()),
    "idle_no_theme": lambda x: model(state(x, "idle", event={"theme": ""}), crowd()),
    "intro": lambda x: model(state(x, "intro"), crowd()),
    "intro_poll": lambda x: model(state(x, "intro", activity=POLL), crowd()),
    "asked": lambda x: in_round(round_state(x, "asked", asked_view), 0),
    "open": lambda x: in_round(round_state(x, "open")),
    "open_over": over,
    "open_two": lambda x: in_round(round_state(x, "open", lambda t, at: choice(t, at, 2))),
    "open_eight": lambda x: in_round(round_state(x, "open", eight)),
    "open_ordering": lambda x: in_round(round_state(x, "open", ordering)),
    "open_scale": lambda x: in_round(poll(x, scale(1), None)),
    "open_scale_many": lambda x: in_round(poll(x, scale(6), None)),
    "open_words": lambda x: in_round(poll(x, words, None)),
    "slide": lambda x: model(
        round_state(
            x, "asked", slide, more={"answerable": False, "graded": False, "opens_at": None}
        )
    ),
    "slide_pictured": lambda x: model(
        round_state(
            x,
            "asked",
            lambda t, at: {**slide(t, at), "picture": type_states.PICTURE | {"src": PICTURE_PATH}},
            more={"answerable": False, "graded": False, "opens_at": None},
        )
    ),
    "open_locked": lambda x: in_round(
        round_state(x, "open", event={"locked": True, "rehearsal": True})
    ),
    "paused": lambda x: in_round(round_state(x, "open", more={"paused": True, "left_ms": 9_400})),
    "closed": lambda x: in_round(round_state(x, "closed")),
    "revealed": lambda x: in_round(revealed(x, choice, counts(7, 11, 18, 49), 49, correct=["d"])),
    "revealed_eight": lambda x: in_round(
        revealed(x, eight, counts(7, 11, 18, 49, 32, 80, 0, 12), 31, correct=["d", "f"])
    ),
    "revealed_nobody": lambda x: in_round(
        revealed(x, choice, counts(0, 0, 0, 0, voters=0), 0, correct=["d"]), 0
    ),
    "revealed_ordering": lambda x: in_round(
        revealed(x, ordering, ranks(), 31, order=["b", "a", "c", "e", "d"])
    ),
    "voided": lambda x: in_round(round_state(x, "closed", more={"voided": True})),
    "poll_counts": lambda x: in_round(poll(x, eight, counts(7, 11, 18, 49, 32, 64, 0, 12))),
    "poll_numbers": lambda x: in_round(poll(x, scale(1), numbers(1))),
    "poll_numbers_few": lambda x: in_round(poll(x, scale(4), numbers(4))),
    "poll_numbers_many": lambda x: in_round(poll(x, scale(12), numbers(12), "closed")),
    "poll_words": lambda x: in_round(poll(x, words, cloud())),
    "poll_words_few": lambda x: in_round(poll(x, words, cloud(5))),
    "poll_words_none": lambda x: in_round(poll(x, words, {**cloud(0), "voters": 0})),
    "poll_ranks": lambda x: in_round(poll(x, ordering, ranks())),
    "hidden": lambda x: in_round(poll(x, eight, None, "closed", results_hidden=True)),
    "hidden_open": lambda x: in_round(poll(x, eight, None, "open", results_hidden=True)),
    **{
        f"open_{slug}": partial(lambda slug, x: in_round(poll(x, typed(slug), None)), slug)
        for slug in type_states.QUESTIONS
    },
    **{
        f"poll_{slug}": partial(
            lambda slug, x: in_round(poll(x, typed(slug), type_states.TALLIES[slug])), slug
        )
        for slug in type_states.QUESTIONS
    },
    **{
        f"revealed_{slug}": partial(
            lambda slug, x: in_round(
                revealed(x, typed(slug), type_states.TALLIES[slug], 49, **type_states.KEYS[slug])
            ),
            slug,
        )
        for slug in type_states.KEYS
    },
    **{
        f"teams_{slug}": partial(
            lambda slug, x: in_round(
                with_teams(
                    revealed(
                        x, typed(slug), type_states.TALLIES[slug], 49, **type_states.KEYS[slug]
                    ),
                    by_team(x, 6, 120),
                )
            ),
            slug,
        )
        for slug in type_states.KEYS
    },
    "ranking": lambda x: model(
        round_state(x, "ranking", ranking=rows([1, 2, 3, 3, 5])), crowd("r4", 85)
    ),
    "ranking_names": lambda x: model(
        round_state(x, "ranking", ranking=rows([1, 1, 3, 4, 5], LONG_NAMES)), crowd("r4", 85)
    ),
    "lobby_teams": lambda x: model(state(x, "lobby", event=teamed(x, 6)), filled(6)),
    "lobby_delegations": lambda x: model(
        state(x, "lobby", event=teamed(x, 120, "delegation")), filled(13)
    ),
    "breather": lambda x: model(
        state(x, "breather", breather={"ends_at": NOW + 9_500, "number": 5, "count": 15}), crowd()
    ),
    "revealed_teams": lambda x: in_round(
        with_teams(
            revealed(x, choice, counts(7, 11, 18, 49), 49, correct=["d"]), by_team(x, 6, 120)
        )
    ),
    "revealed_two_teams": lambda x: in_round(
        with_teams(revealed(x, eight, counts(7, 11, 18, 49, 32, 80, 0, 12), 31), by_team(x, 2))
    ),
    "ranking_ten": lambda x: model(
        round_state(x, "ranking", ranking=rows(TOP_TEN)), crowd("r4", 85)
    ),
    "ranking_hidden": lambda x: model(
        round_state(x, "ranking", ranking=hidden_names(rows([1, 2, 3, 3, 5]))), crowd("r4", 85)
    ),
    "ranking_teams": lambda x: model(
        round_state(x, "ranking", ranking=teams_only(team_rows(x, [1, 2, 3, 3, 5]))),
        crowd("r4", 85),
    ),
    "ranking_both": lambda x: model(
        round_state(x, "ranking", ranking=rows(TOP_TEN) | {"teams": team_rows(x, [1, 2, 3, 4, 5])}),
        crowd("r4", 85),
    ),
    "podium_teams": lambda x: model(
        state(x, "podium", podium=teams_only(team_rows(x, [1, 2, 3, 4, 5]))), crowd()
    ),
    "podium_both": lambda x: model(
        state(
            x,
            "podium",
            podium=rows([1, 2, 3, 4, 5]) | {"teams": team_rows(x, [1, 2, 2, 4])},
        ),
        crowd(),
    ),
    "podium": lambda x: model(
        state(x, "podium", podium=rows([1, 2, 3, 4, 5, 5, 7, 8, 9, 10])), crowd()
    ),
    "podium_three": lambda x: model(state(x, "podium", podium=rows([1, 2, 3])), crowd()),
    "podium_ties": lambda x: model(
        state(x, "podium", podium=rows([1, 1, 1, 4, 5, 5, 7, 8, 9, 10])), crowd()
    ),
    "podium_crowded": lambda x: model(
        state(x, "podium", podium=rows([1, 2, 2, 2, 2, 2, 2, 8, 9, 9], LONG_NAMES)), crowd()
    ),
    "podium_nobody": lambda x: model(state(x, "podium", podium={"rows": [], "of": 0}), crowd()),
    "vote_open": lambda x: in_round(vote(x, "open")),
    "vote_counting": lambda x: in_round(vote(x, "closed")),
    "vote_counted": lambda x: in_round(vote(x, "closed", voted=82, proof=PROOF)),
    "vote_suppressed": lambda x: in_round(
        vote(x, "revealed", voted=4, suppressed=True, proof=PROOF), 4
    ),
    "vote_revealed": lambda x: in_round(
        vote(
            x,
            "revealed",
            counts(7, 11, 18, 49),
            voted=85,
            proof=PROOF | {"salt": "s" * 43},
            by_group=by_group(),
        )
    ),
    "bigqr": lambda x: model(state(x, "idle", big_qr=True, event={"wifi": WIFI}), crowd()),
    "blank": lambda x: model(state(x, "idle", blank=True), crowd()),
    "reconnecting": lambda x: model(round_state(x, "open"), crowd("r4"), link="offline"),
    "waiting": lambda x: model(None, link="connecting"),
    "wrong_link": lambda x: model(None, link="stopped", refusal="not_found"),
}
