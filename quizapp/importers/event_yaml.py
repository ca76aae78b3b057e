"""An event file, `quizapp-event/1`: settings, agenda and activities, the questions by reference.

The agenda is a file beside it in any format of `importers.agenda`, the banks are `<slug>.yaml` in the banks' folder.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quizapp.domain.agenda import NO_AGENDA, AgendaFile, walk
from quizapp.domain.bank import LONGEST_LIMIT_S, SHORTEST_LIMIT_S, Bank
from quizapp.domain.errors import ContentProblems, Problem
from quizapp.domain.event import (
    LONGEST_BREATHER_S,
    RANKING_TOPS,
    ActivityKind,
    JoinMode,
    RankingNames,
    RankingOf,
    RankingWhen,
    ResultsWhen,
    Wifi,
)
from quizapp.domain.reading import Reader
from quizapp.domain.scoring import Scoring
from quizapp.domain.stored import ActivityPlan, EventPlan
from quizapp.domain.teams import LONGEST_TEAM_ID, MOST_TEAMS, Team, TeamMode, Teams
from quizapp.domain.text import LANGUAGES, LocalizedText
from quizapp.domain.voting import (
    DEFAULT_K,
    LARGEST_K,
    MOST_PLACES,
    PLAIN,
    SMALLEST_K,
    GroupBy,
    Majority,
    NamesTo,
    Secrecy,
    Voters,
    Voting,
    faults_of,
)
from quizapp.importers.agenda import LARGEST_AGENDA, AgendaUpload, read_agenda_file
from quizapp.importers.bank_yaml import read_bank_file
from quizapp.importers.day_yaml import read_floor, read_floors, read_notes, read_plans
from quizapp.importers.files import in_file, parse_yaml, read_bytes, read_text
from quizapp.importers.pictures import KeepPicture

EVENT_FORMAT = "quizapp-event/1"
LONGEST_ASK_S = 60
MOST_ACTIVITIES = 200
NO_FILE = AgendaFile("text", NO_AGENDA)
WIFI_SECURITY = ("WPA", "WEP", "nopass")


def read_event_file(path: Path, banks_dir: Path, keep: KeepPicture | None = None) -> EventPlan:
    """Read an event; raises `ContentProblems` naming each file and every fault in it.

    Without `keep`, which makes pictures ready to be stored, no bank may name any.
    """
    beside = _Beside(path.parent, banks_dir, keep)
    data, marks = parse_yaml(path.name, read_text(path))
    reader = Reader(data)
    plan = _event(reader, beside)
    try:
        reader.finish()
    except ContentProblems as error:
        raise ContentProblems(
            (*in_file(path.name, error.problems, marks), *beside.problems)
        ) from None
    if beside.problems:
        raise ContentProblems(tuple(beside.problems))
    return plan


class _Beside:
    """The files that an event names: its agenda and its banks, each read when it is first named."""

    def __init__(self, folder: Path, banks_dir: Path, keep: KeepPicture | None) -> None:
        self.problems: list[Problem] = []
        """Faults in those files, each once."""
        self._folder = folder
        self._banks_dir = banks_dir
        self._keep = keep
        self._banks: dict[str, Bank | None] = {}
        self._items: set[str] | None = set()

    def agenda(self, name: str, time_zone: str, languages: tuple[str, ...]) -> AgendaFile:
        """An empty one where it can't be read."""
        try:
            data = read_bytes(self._folder / name, LARGEST_AGENDA)
            file = read_agenda_file(
                AgendaUpload(name, data, ZoneInfo(time_zone), languages or ("en",))
            )
        except ContentProblems as error:
            self.problems.extend(error.problems)
            self._items = None
            return NO_FILE
        self._items = {path for path, _ in walk(file.agenda)}
        return file

    def has_item(self, path: str) -> bool:
        """Whether the agenda has it; any item will do while the agenda itself is at fault."""
        return self._items is None or path in self._items

    def has_bank(self, slug: str) -> bool:
        """Whether there is such a file; a slug can't lead out of the folder."""
        name = Reader({"slug": slug})
        name.slug("slug")
        return not name.problems and self._bank_path(slug).is_file()

    def bank(self, slug: str) -> Bank | None:
        """None where it can't be read."""
        if slug not in self._banks:
            self._banks[slug] = self._read_bank(slug)
        return self._banks[slug]

    def banks(self) -> tuple[Bank, ...]:
        """Those that were read, in the order in which they were first named."""
        return tuple(bank for bank in self._banks.values() if bank is not None)

    def _read_bank(self, slug: str) -> Bank | None:
        path = self._bank_path(slug)
        try:
            bank = read_bank_file(path, self._keep)
        except ContentProblems as error:
            self.problems.extend(error.problems)
            return None
        if bank.slug != slug:
            self.problems.append(Problem("slug", "not_allowed", slug, path.name))
        return bank

    def _bank_path(self, slug: str) -> Path:
        return self._banks_dir / f"{slug}.yaml"


def _event(reader: Reader, beside: _Beside) -> EventPlan:
    reader.expect("format", EVENT_FORMAT)
    languages, screen_languages = _languages(reader)
    time_zone = _time_zone(reader)
    file = _agenda(reader, beside, time_zone, languages)
    floors = read_floors(reader)
    keys = tuple(key for key, _ in floors)
    activities = tuple(
        _activity(each, beside, keys) for each in reader.mappings("activities", 0, MOST_ACTIVITIES)
    )
    plan = EventPlan(
        slug=reader.slug("slug"),
        title=reader.text("title"),
        theme=reader.text("theme", required=False),
        time_zone=time_zone,
        languages=languages,
        screen_languages=screen_languages,
        join=JoinMode(reader.choice("join", tuple(JoinMode), JoinMode.NICKNAME)),
        wifi=_wifi(reader),
        agenda=file.agenda,
        item_titles={**file.titles, **_further(reader, "agenda_titles", beside)},
        item_texts={**file.texts, **_further(reader, "agenda_texts", beside)},
        activities=activities,
        banks=beside.banks(),
        teams=_teams(reader),
        extra_time_by_choice=reader.boolean("extra_time_by_choice"),
        floors=floors,
        item_plans=read_plans(reader, beside.has_item, keys),
    )
    _check_slugs(reader, plan)
    reader.check_unknown()
    return plan


def _agenda(
    reader: Reader, beside: _Beside, time_zone: str, languages: tuple[str, ...]
) -> AgendaFile:
    name = reader.string("agenda")
    if not name:
        return NO_FILE
    if Path(name).name != name:
        reader.problem("agenda", "not_beside_this_file", name)
        return NO_FILE
    return beside.agenda(name, time_zone, languages)


def _languages(reader: Reader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    languages = reader.languages("languages")
    if not languages:
        reader.problem("languages", "missing")
    screen = reader.languages("screen_languages") or languages[:1]
    for index, language in enumerate(screen):
        if language not in languages:
            reader.problem(f"screen_languages[{index}]", "not_allowed", ", ".join(languages))
    if len(screen) > 2:
        reader.problem("screen_languages", "wrong_count", "1 to 2")
    return languages, screen


def _time_zone(reader: Reader) -> str:
    name = reader.string("time_zone", "UTC")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        reader.problem("time_zone", "unknown_time_zone", name)
        return "UTC"
    return name


def _wifi(reader: Reader) -> Wifi:
    wifi = reader.mapping("wifi")
    if wifi is None:
        return Wifi()
    read = Wifi(
        ssid=wifi.string("ssid", required=True),
        password=wifi.string("password"),
        security=wifi.choice("security", WIFI_SECURITY, "WPA"),
        hidden=wifi.boolean("hidden"),
    )
    wifi.check_unknown()
    return read


def _teams(reader: Reader) -> Teams:
    teams = reader.mapping("teams")
    if teams is None:
        return Teams()
    mode = TeamMode(teams.choice("mode", tuple(TeamMode), TeamMode.NONE))
    least = 0 if mode is TeamMode.NONE else 2
    found: list[Team] = []
    for index, each in enumerate(teams.mappings("list", least, MOST_TEAMS)):
        team = Team(each.slug("id"), each.text("name"))
        each.check_unknown()
        if len(team.id) > LONGEST_TEAM_ID:
            each.problem("id", "bad_slug", f"at most {LONGEST_TEAM_ID}")
        if team.id in {known.id for known in found}:
            teams.problem(f"list[{index}].id", "duplicate", team.id)
        found.append(team)
    teams.check_unknown()
    return Teams(mode, tuple(found))


def _top(reader: Reader) -> int:
    top = reader.integer("top", 5, min(RANKING_TOPS), max(RANKING_TOPS))
    if top not in RANKING_TOPS:
        reader.problem("top", "not_allowed", ", ".join(map(str, RANKING_TOPS)))
    return top


def _further(reader: Reader, field: str, beside: _Beside) -> dict[str, LocalizedText]:
    """`{language: {path: text}}` turned around: path -> text in those languages."""
    by_path: dict[str, dict[str, str]] = {}
    by_language = reader.mapping(field) or Reader({})
    for language in by_language.names():
        texts = by_language.mapping(language) or Reader({})
        if language not in LANGUAGES:
            reader.problem(f"{field}.{language}", "unknown_language", ", ".join(LANGUAGES))
        for path in texts.names():
            by_path.setdefault(path, {})[language] = texts.string(path).strip()
            if not beside.has_item(path):
                texts.problem(path, "unknown_item")
    return {path: LocalizedText.of(texts) for path, texts in by_path.items()}


def _activity(reader: Reader, beside: _Beside, floors: tuple[str, ...]) -> ActivityPlan:
    kind = ActivityKind(reader.choice("kind", tuple(ActivityKind), ActivityKind.POLL))
    plan = ActivityPlan(
        slug=reader.slug("slug"),
        kind=kind,
        title=reader.text("title"),
        item=reader.string("item"),
        questions=_questions(reader, kind, beside),
        scoring=reader.choice("scoring", tuple(Scoring), Scoring.ACCURACY),
        results=reader.choice("results", tuple(ResultsWhen), ResultsWhen.CLOSE),
        ranking=reader.choice("ranking", tuple(RankingWhen), RankingWhen.EACH),
        ask_s=reader.integer("ask_s", 5, 0, LONGEST_ASK_S),
        time_limit_s=reader.optional_integer("time_limit_s", SHORTEST_LIMIT_S, LONGEST_LIMIT_S),
        streak=reader.boolean("streak"),
        ranking_of=reader.choice("ranking_of", tuple(RankingOf), RankingOf.PERSONS),
        top=_top(reader),
        names=reader.choice("names", tuple(RankingNames), RankingNames.SHOWN),
        breather_s=reader.integer("breather_s", 0, 0, LONGEST_BREATHER_S),
        floor=read_floor(reader, floors),
        notes=read_notes(reader),
        voting=_voting(reader, kind),
    )
    if plan.item and not beside.has_item(plan.item):
        reader.problem("item", "unknown_item", plan.item)
    reader.check_unknown()
    return plan


def _voting(reader: Reader, kind: ActivityKind) -> Voting:
    voting = reader.mapping("voting")
    if voting is None:
        return PLAIN
    plain = PLAIN
    read = Voting(
        voters=Voters(voting.choice("voters", tuple(Voters), plain.voters)),
        secrecy=Secrecy(voting.choice("secrecy", tuple(Secrecy), plain.secrecy)),
        names_to=NamesTo(voting.choice("names_to", tuple(NamesTo), plain.names_to)),
        group_by=GroupBy(voting.choice("group_by", tuple(GroupBy), plain.group_by)),
        smallest=voting.integer("smallest", DEFAULT_K, SMALLEST_K, LARGEST_K),
        majority=Majority(voting.choice("majority", tuple(Majority), plain.majority)),
        quorum=voting.integer("quorum", 0, 0, 100),
        places=voting.integer("places", 0, 0, MOST_PLACES),
    )
    voting.check_unknown()
    if kind is not ActivityKind.POLL:
        reader.problem("voting", "polls_vote")
    for field, code in faults_of(read):
        voting.problem(field, code)
    return read


def _questions(reader: Reader, kind: ActivityKind, beside: _Beside) -> tuple[tuple[str, str], ...]:
    references = reader.strings("questions")
    if not references:
        reader.problem("questions", "missing")
    read: list[tuple[str, str]] = []
    for index, reference in enumerate(references):
        bank, _, question = reference.partition("/")
        if fault := _fault(beside, kind, bank, question):
            reader.problem(f"questions[{index}]", fault, reference)
        elif (bank, question) in read:
            reader.problem(f"questions[{index}]", "duplicate", reference)
        read.append((bank, question))
    return tuple(read)


def _fault(beside: _Beside, kind: ActivityKind, slug: str, question_slug: str) -> str:
    """A code, empty where the reference is good. A bank that can't be read is a fault of its own."""
    if not beside.has_bank(slug):
        return "unknown_bank"
    bank = beside.bank(slug)
    if bank is None:
        return ""
    question = {each.slug: each for each in bank.questions}.get(question_slug)
    if question is None:
        return "unknown_question"
    if kind is ActivityKind.QUIZ and question.points and not question.has_key:
        return "no_key_but_points"
    return ""


def _check_slugs(reader: Reader, plan: EventPlan) -> None:
    seen: set[str] = set()
    for index, activity in enumerate(plan.activities):
        if activity.slug in seen:
            reader.problem(f"activities[{index}].slug", "duplicate", activity.slug)
        seen.add(activity.slug)
