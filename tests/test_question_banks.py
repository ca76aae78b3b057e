"""The content that ships: complete in its languages, fair in its keys, short enough to be read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from quizapp.domain.questions import QUESTION_TYPES
from quizapp.domain.questions.base import FieldKind
from quizapp.importers.bank_yaml import read_bank_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).resolve().parents[1] / "question_banks"
LANGUAGES = ("en", "fr")
SIX_LANGUAGES = (*LANGUAGES, "es", "ar", "ru", "pt")
IN_SIX_LANGUAGES = ("dilemmas", "integrity-quiz")
CHOICE_TYPES = ("single_choice", "multiple_choice")

# The agenda is shipped as the meeting published it, to the byte: the import is tried with it.
AGENDA_SHA256 = "3d88ac4045037cf7a9001880e3f79eb36d34985e68f16bceabc3974960efd5c4"

# Facts of the authors’ research notes whose core lies after the meeting of 1-2 March 2018.
FACTS_AFTER_THE_MEETING = frozenset(
    f"{topic}.{number:02}"
    for topic, numbers in {
        0: (10, 11, 12, 13),
        1: (13, 14, 15, 18, 19, 20),
        2: (4, 15, 16, 17, 18, 21, 22),
        3: (5, 6, 7, 14, 15),
        4: (1, 4, 5),
        5: (10,),
        6: (8, 9, 10, 11),
        7: (3, 5, 19),
        8: (18,),
        9: (6, 7, 8),
        10: (1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 17, 18, 19),
    }.items()
    for number in numbers
)

# Characters that a person can read from 25 m, or from a phone, in the time given.
PROMPT_LENGTH, DILEMMA_PROMPT_LENGTH = 140, 260
OPTION_LENGTH, STATEMENT_LENGTH, EXPLANATION_LENGTH = 70, 140, 260

COMMON = {"slug", "type", "prompt", "tags"}
GRADED = {"explanation", "source", "difficulty", "time_limit_s", "points"}
OF_EVERY_TYPE = GRADED | {"scoring", "picture", "shuffle"}
KEY_FIELDS = {"correct", "accepted", "value", "pairs", "regions"}

Question = dict[str, Any]


def load(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return document


BANKS = {
    path.stem: load(path.name) for path in sorted(FOLDER.glob("*.yaml")) if path.stem != "isc-17"
}
EVENT = load("isc-17.yaml")
# The agenda of the event is in the language of the meeting; the file has the translations only.
EVENT_WITHOUT_AGENDA = {key: EVENT[key] for key in EVENT if not key.startswith("agenda")}
QUESTIONS: list[Question] = [question for bank in BANKS.values() for question in bank["questions"]]
QUIZ: list[Question] = BANKS["integrity-quiz"]["questions"]
DILEMMAS = [question for question in QUIZ if "dilemma" in question["tags"]]
TWELVE_DILEMMAS: list[Question] = BANKS["dilemmas"]["questions"]
POLL_BANKS = ("agenda-polls", "icebreaker", "opinion-polls")
DEMONSTRATION = ("agenda-polls", "icebreaker", "integrity-quiz")
TOPICS = {name: bank["questions"] for name, bank in BANKS.items() if name.startswith("topic-")}
TOPIC_QUESTIONS: list[Question] = [question for bank in TOPICS.values() for question in bank]

# What the explanation of a dilemma says in each language that it is in.
NATIONAL_RULES = {
    "en": "subject to your national rules",
    "fr": "sous réserve de vos règles nationales",
    "es": "a reserva de sus normas nacionales",
    "ar": "رهنًا بقواعدكم الوطنية",
    "ru": "с учетом ваших национальных норм",
    "pt": "sob reserva das suas normas nacionais",
}

# What no text has in the typography of its language, and the script that all of them are in.
BAD_MARKS = {
    "es": r"[«»]|^[^¿]*\?|^[^¡]*!| [;:?!]|\d %",
    "ar": r"[?,;“”]| [؟،؛:]|\d %",
    "ru": r"[“”]|\d[ ]?%| [;:?!»—]|« |ё",
    "pt": r"[«»]| [;:?!%]",
}
SCRIPTS = {"ar": r"[\u0600-\u06ff]", "ru": r"[а-я]"}


def each(questions: Iterable[Question]) -> pytest.MarkDecorator:
    """Run the test once per question, named by its slug."""
    return pytest.mark.parametrize(
        "question", list(questions), ids=lambda question: question["slug"]
    )


def choice_lists(question: Question) -> list[list[dict[str, Any]]]:
    """What the participant picks from: options, items, statements, or two sides to be matched."""
    listed = (FieldKind.OPTIONS, FieldKind.ENTRIES)
    fields = QUESTION_TYPES[question["type"]].fields
    return [question[field.name] for field in fields if field.kind in listed]


def choices(question: Question) -> list[dict[str, Any]]:
    """All that the participant picks from; [] where something is typed or rated."""
    return [choice for listed in choice_lists(question) for choice in listed]


def keys(question: Question) -> set[str]:
    """The ids of the right options of a choice question."""
    correct = question["correct"]
    return {correct} if isinstance(correct, str) else set(correct)


def told_by_length(
    questions: Iterable[Question], language: str, extreme: Any
) -> tuple[list[Question], list[str]]:
    """The choice questions, and those whose one longest or shortest option is right."""
    graded = [question for question in questions if question["type"] in CHOICE_TYPES]
    giveaways = []
    for question in graded:
        lengths = {option["id"]: len(option["text"][language]) for option in question["options"]}
        at_extreme = {key for key, length in lengths.items() if length == extreme(lengths.values())}
        if len(at_extreme) == 1 and at_extreme <= keys(question):
            giveaways.append(question["slug"])
    return graded, giveaways


def translations(node: Any) -> Iterator[dict[str, Any]]:
    """Every {language: text} mapping below `node`; one with a language missing is yielded too."""
    if isinstance(node, dict):
        if node.keys() & set(LANGUAGES):
            yield node
        else:
            for key, value in node.items():
                if key != "accepted":  # lists of what may be typed, held by a test of their own
                    yield from translations(value)
    elif isinstance(node, list):
        for value in node:
            yield from translations(value)


def agenda_translations() -> Iterator[str]:
    for block in (EVENT["agenda_titles"], EVENT["agenda_texts"]):
        yield from block["fr"].values()


def french_texts() -> Iterator[str]:
    for document in (*BANKS.values(), EVENT_WITHOUT_AGENDA):
        yield from (texts["fr"] for texts in translations(document))
    yield from agenda_translations()


def all_texts() -> Iterator[str]:
    for document in (*BANKS.values(), EVENT_WITHOUT_AGENDA):
        for texts in translations(document):
            yield from texts.values()
    yield from agenda_translations()


# --- form --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(BANKS))
def test_bank_declares_its_format_slug_and_licence(name: str) -> None:
    bank = BANKS[name]

    assert bank["format"] == "quizapp-bank/1"
    assert bank["slug"] == name
    assert tuple(bank["languages"]) == (SIX_LANGUAGES if name in IN_SIX_LANGUAGES else LANGUAGES)
    assert bank["licence"] == "CC-BY-4.0"
    assert bank["author"]


def test_documentation_names_every_shipped_bank() -> None:
    document = (FOLDER.parent / "docs" / "question-banks.md").read_text(encoding="utf-8")

    assert [name for name in BANKS if f"`{name}`" not in document] == []


@pytest.mark.parametrize("name", sorted(BANKS))
def test_slugs_are_unique_and_kebab_case(name: str) -> None:
    slugs = [question["slug"] for question in BANKS[name]["questions"]]
    tags = [tag for question in BANKS[name]["questions"] for tag in question["tags"]]

    assert len(set(slugs)) == len(slugs)
    assert [
        text for text in (*slugs, *tags) if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)
    ] == []


@each(QUESTIONS)
def test_question_has_the_fields_of_its_type_and_no_others(question: Question) -> None:
    fields = QUESTION_TYPES[question["type"]].fields
    required = COMMON | {field.name for field in fields if field.required}

    assert required <= question.keys() <= required | {f.name for f in fields} | OF_EVERY_TYPE


@pytest.mark.parametrize(
    "document", [*BANKS.values(), EVENT_WITHOUT_AGENDA], ids=lambda document: document["slug"]
)
def test_every_text_is_there_in_every_language(document: dict[str, Any]) -> None:
    found = list(translations(document))

    assert found
    for texts in found:
        assert set(texts) == set(document["languages"])
        assert all(
            isinstance(text, str) and text.strip() == text and text for text in texts.values()
        ), texts


@each(QUESTIONS)
def test_choices_have_unique_ids_and_distinct_texts(question: Question) -> None:
    for listed in choice_lists(question):
        assert len({choice["id"] for choice in listed}) == len(listed) <= 8
        for language in question["prompt"]:
            assert len({choice["text"][language] for choice in listed}) == len(listed)


@each(q for q in QUESTIONS if q["type"] == "scale")
def test_scale_counts_from_zero_or_one_in_two_to_eleven_steps(question: Question) -> None:
    assert question["start"] in (0, 1)
    assert 2 <= question["steps"] <= 11


@each(q for q in QUESTIONS if q["type"] == "word_cloud")
def test_word_cloud_asks_for_a_few_short_words(question: Question) -> None:
    assert 1 <= question["max_words"] <= 5
    assert question["max_length"] == 30


@each(q for q in QUESTIONS if "max_choices" in q)
def test_limit_of_choices_is_a_limit_and_is_said_in_the_prompt(question: Question) -> None:
    limit = question["max_choices"]

    assert 2 <= limit < len(question["options"])
    assert str(limit) in question["prompt"]["en"]
    assert {2: "Deux", 3: "Trois"}[limit] in question["prompt"]["fr"]


# --- keys --------------------------------------------------------------------------------


def test_quiz_is_fifteen_questions_and_then_three_dilemmas() -> None:
    assert len(QUIZ) == 18
    assert len(DILEMMAS) == 3
    assert QUIZ[15:] == DILEMMAS


def test_quiz_mixes_the_types() -> None:
    types = Counter(question["type"] for question in QUIZ)
    true_or_false = [question for question in QUIZ if len(choices(question)) == 2]

    assert set(types) == {"single_choice", "multiple_choice", "ordering"}
    assert types["single_choice"] > len(QUIZ) / 2
    assert types["multiple_choice"] >= 2
    assert types["ordering"] >= 2
    assert len(true_or_false) == 2
    assert len({question["correct"] for question in true_or_false}) == 2


@each(QUIZ)
def test_key_names_options_that_exist(question: Question) -> None:
    ids = {choice["id"] for choice in choices(question)}

    if question["type"] == "single_choice":
        assert isinstance(question["correct"], str)
        assert question["correct"] in ids
    elif question["type"] == "multiple_choice":
        assert len(set(question["correct"])) == len(question["correct"])
        assert set(question["correct"]) < ids
        assert len(question["correct"]) >= 2
    else:
        assert sorted(question["correct"]) == sorted(ids)


@each(q for q in [*QUIZ, *TOPIC_QUESTIONS] if q["type"] == "ordering")
def test_ordering_does_not_show_its_answer(question: Question) -> None:
    shown = [item["id"] for item in question["items"]]

    assert shown != question["correct"]
    assert shown[::-1] != question["correct"]


def test_no_letter_holds_more_than_two_in_five_keys() -> None:
    letters = [
        q["correct"] for q in QUIZ if q["type"] == "single_choice" and len(q["options"]) == 4
    ]

    assert len(letters) >= 10
    assert set(letters) == {"a", "b", "c", "d"}
    assert max(Counter(letters).values()) <= 0.4 * len(letters)


@pytest.mark.parametrize("language", SIX_LANGUAGES)
@pytest.mark.parametrize("extreme", [max, min])
def test_key_is_rarely_the_longest_or_the_shortest_option(language: str, extreme: Any) -> None:
    graded, giveaways = told_by_length(QUIZ, language, extreme)

    assert len(giveaways) <= len(graded) / 4, giveaways


@each([*QUIZ, *TWELVE_DILEMMAS, *(q for q in TOPIC_QUESTIONS if q["type"] in CHOICE_TYPES)])
def test_options_of_a_question_have_comparable_length(question: Question) -> None:
    for language in question["prompt"]:
        lengths = [len(choice["text"][language]) for choice in choices(question)]

        assert max(lengths) - min(lengths) <= max(10, 0.6 * max(lengths)), language


@pytest.mark.parametrize("name", POLL_BANKS)
def test_polls_have_no_key(name: str) -> None:
    keyed = KEY_FIELDS | GRADED
    assert [q["slug"] for q in BANKS[name]["questions"] if q.keys() & keyed] == []


@each([*QUIZ, *TWELVE_DILEMMAS, *TOPIC_QUESTIONS])
def test_graded_question_gives_time_points_and_difficulty(question: Question) -> None:
    assert 20 <= question["time_limit_s"] <= 90
    assert question["points"] in (0, 1000, 2000)
    assert question["difficulty"] in (1, 2, 3)
    if "dilemma" in question["tags"]:
        assert question["time_limit_s"] >= 60


# --- facts -------------------------------------------------------------------------------


@each(QUIZ)
def test_source_can_be_named_and_its_fact_is_not_after_the_meeting(question: Question) -> None:
    source = question["source"]

    assert set(source) == {"title", "issuer", "year", "fact"}
    assert source["title"]
    assert source["issuer"]
    assert source["year"] is None or 1950 <= source["year"] <= 2026
    assert re.fullmatch(r"D\d+" if question in DILEMMAS else r"\d+\.\d+", source["fact"])
    assert source["fact"] not in FACTS_AFTER_THE_MEETING


def test_list_of_later_facts_is_complete() -> None:
    assert len(FACTS_AFTER_THE_MEETING) == 50


def test_no_fact_is_asked_twice() -> None:
    facts = [question["source"]["fact"] for question in QUIZ]

    assert len(set(facts)) == len(facts)


@each(QUIZ)
def test_prompt_and_explanation_name_no_year_after_the_meeting(question: Question) -> None:
    text = " ".join([*question["prompt"].values(), *question["explanation"].values()])
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)}

    # 2030 is the term of the Sustainable Development Goals.
    assert {year for year in years if year > 2018} <= {2030}


@each([*DILEMMAS, *TWELVE_DILEMMAS])
def test_dilemma_yields_to_national_rules(question: Question) -> None:
    for language, text in question["explanation"].items():
        assert NATIONAL_RULES[language] in text


# --- the twelve dilemmas -----------------------------------------------------------------


def test_twelve_dilemmas_are_choices_whose_keys_are_spread_evenly() -> None:
    assert len(TWELVE_DILEMMAS) == 12
    assert all("dilemma" in question["tags"] for question in TWELVE_DILEMMAS)
    assert {question["type"] for question in TWELVE_DILEMMAS} == {"single_choice"}
    assert Counter(q["correct"] for q in TWELVE_DILEMMAS) == dict.fromkeys("abcd", 3)


@pytest.mark.parametrize("language", SIX_LANGUAGES)
@pytest.mark.parametrize("extreme", [max, min])
def test_best_answer_is_seldom_the_longest_or_the_shortest(language: str, extreme: Any) -> None:
    _, giveaways = told_by_length(TWELVE_DILEMMAS, language, extreme)

    assert len(giveaways) <= len(TWELVE_DILEMMAS) / 2, giveaways


@each(TWELVE_DILEMMAS)
def test_dilemma_names_the_fact_of_its_principle(question: Question) -> None:
    assert re.fullmatch(r"\d+\.\d\d", question["source"]["fact"])
    assert question["source"]["title"]
    assert question["source"]["issuer"]


# --- polls to choose from ----------------------------------------------------------------


def test_opinion_polls_are_two_on_each_of_eleven_topics() -> None:
    tags = Counter(question["tags"][0] for question in BANKS["opinion-polls"]["questions"])

    assert tags == {f"topic-{number:02}": 2 for number in range(1, 12)}


@pytest.mark.parametrize(("name", "least"), [("opinion-polls", 6), ("icebreaker", 10)])
def test_bank_of_polls_is_of_many_types(name: str, least: int) -> None:
    assert len({question["type"] for question in BANKS[name]["questions"]}) >= least


# --- a topic -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_topic_is_a_dozen_graded_questions_of_many_types_and_all_difficulties(name: str) -> None:
    bank = read_bank_file(FOLDER / f"{name}.yaml")
    graded = [question for question in TOPICS[name] if question.keys() & KEY_FIELDS]

    assert len(bank.questions) == len(graded) >= 12
    assert len({question["type"] for question in graded}) >= 4
    assert {question["difficulty"] for question in graded} == {1, 2, 3}


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_topic_question_explains_itself_and_names_its_source(name: str) -> None:
    for question in TOPICS[name]:
        source = question["source"]

        assert question["explanation"], question["slug"]
        assert set(source) == {"title", "issuer", "year", "fact"}, question["slug"]
        assert source["title"]
        assert source["issuer"]
        assert source["year"] is None or 1950 <= source["year"] <= 2026
        assert re.fullmatch(r"\d+\.\d\d|D\d+", source["fact"]), question["slug"]


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_what_came_after_the_meeting_is_tagged_and_asked_with_its_year(name: str) -> None:
    for question in TOPICS[name]:
        later = "post-2018" in question["tags"]

        assert later == (question["source"]["fact"] in FACTS_AFTER_THE_MEETING), question["slug"]
        for text in question["prompt"].values():
            assert not later or re.search(r"\b20(1[89]|2\d)\b", text), question["slug"]


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_typed_answer_of_a_topic_has_texts_in_each_language(name: str) -> None:
    for question in TOPICS[name]:
        for language in LANGUAGES if question["type"] == "short_text" else ():
            assert question["accepted"][language], question["slug"]


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_key_of_a_topic_is_not_told_by_its_place(name: str) -> None:
    places = Counter(
        [option["id"] for option in question["options"]].index(question["correct"])
        for question in TOPICS[name]
        if question["type"] == "single_choice"
    )

    assert places.total() < 8 or max(places.values()) <= places.total() / 2, places


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("extreme", [max, min])
@pytest.mark.parametrize("name", sorted(TOPICS))
def test_key_of_a_topic_is_not_told_by_its_length(name: str, extreme: Any, language: str) -> None:
    graded, giveaways = told_by_length(TOPICS[name], language, extreme)

    assert len(giveaways) <= len(graded) / 2, giveaways


# --- reading -----------------------------------------------------------------------------


@each(QUESTIONS)
def test_texts_are_short_enough_to_be_read(question: Question) -> None:
    prompt_limit = DILEMMA_PROMPT_LENGTH if "dilemma" in question["tags"] else PROMPT_LENGTH
    choice_limit = STATEMENT_LENGTH if question["type"] == "scale" else OPTION_LENGTH

    limits = [(question["prompt"], prompt_limit)]
    limits += [(choice["text"], choice_limit) for choice in choices(question)]
    limits += [(question.get("explanation", {}), EXPLANATION_LENGTH)]
    assert [t for texts, limit in limits for t in texts.values() if len(t) > limit] == []


def test_french_marks_have_a_narrow_no_break_space() -> None:
    bad = re.compile(r"(?<!\u202f)(?<!^)[;?!:%»]|«(?!\u202f)")  # a unit may be the mark alone

    assert [text for text in french_texts() if bad.search(text)] == []


@pytest.mark.parametrize("language", list(BAD_MARKS))
def test_marks_and_script_are_those_of_the_language(language: str) -> None:
    texts = [texts for name in IN_SIX_LANGUAGES for texts in translations(BANKS[name])]
    bad = re.compile(BAD_MARKS[language])
    script = re.compile(SCRIPTS.get(language, ""))

    assert [each[language] for each in texts if bad.search(each[language])] == []
    assert [
        each[language]
        for each in texts
        if not script.search(each[language]) and not each["en"].isdigit()
    ] == []


def test_quotation_marks_are_typographic() -> None:
    assert [text for text in all_texts() if re.search(r"['\"]", text)] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.name)
def test_file_has_no_tab_and_ends_with_a_newline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert "\t" not in text
    assert text.endswith("\n")


# --- the event ---------------------------------------------------------------------------


def agenda_paths() -> list[str]:
    """The numbered items as printed, sub-items after their parent: "VIII", "VIII (a)"."""
    paths: list[str] = []
    parent = ""
    for line in (FOLDER / EVENT["agenda"]).read_text(encoding="utf-8").splitlines():
        if item := re.match(r"\s*([IVX]+)\.\s", line):
            parent = item[1]
            paths.append(parent)
        elif part := re.match(r"\s*(\([a-z]\))\s", line):
            paths.append(f"{parent} {part[1]}")
        elif line.strip() == "INTEGRITY QUIZ":
            paths.append("INTEGRITY QUIZ")
    return paths


def test_agenda_is_the_published_one_to_the_byte() -> None:
    assert hashlib.sha256((FOLDER / EVENT["agenda"]).read_bytes()).hexdigest() == AGENDA_SHA256


def test_every_agenda_item_has_a_french_title() -> None:
    assert list(EVENT["agenda_titles"]["fr"]) == agenda_paths()


def test_every_agenda_paragraph_has_a_french_text() -> None:
    without_paragraph = {"I", "II", "III", "IV", "VIII", "IX", "X", "INTEGRITY QUIZ"}

    assert list(EVENT["agenda_texts"]["fr"]) == [
        path for path in agenda_paths() if path not in without_paragraph
    ]


def test_activities_are_well_formed_and_stand_in_the_order_of_the_agenda() -> None:
    activities = EVENT["activities"]
    places = [agenda_paths().index(activity["item"]) for activity in activities]

    assert places == sorted(places)
    assert len({activity["slug"] for activity in activities}) == len(activities)
    for activity in activities:
        setting = {"quiz": "scoring", "poll": "results"}[activity["kind"]]
        assert set(activity) == {"slug", "item", "kind", "title", "questions", setting}
        assert (
            activity[setting]
            in {"scoring": {"accuracy", "mild", "classic"}, "results": {"live", "close"}}[setting]
        )


def test_activities_ask_the_demonstration_once_with_the_start_of_the_icebreaker() -> None:
    asked = [reference for activity in EVENT["activities"] for reference in activity["questions"]]
    shipped = [
        f"{name}/{question['slug']}"
        for name in DEMONSTRATION
        for question in BANKS[name]["questions"][: 3 if name == "icebreaker" else None]
    ]

    assert sorted(asked) == sorted(shipped)


def test_quiz_asks_the_bank_in_its_order_and_polls_ask_no_graded_question() -> None:
    for activity in EVENT["activities"]:
        if activity["kind"] == "quiz":
            assert activity["questions"] == [
                f"integrity-quiz/{question['slug']}" for question in QUIZ
            ]
        else:
            assert {reference.split("/")[0] for reference in activity["questions"]} <= set(
                POLL_BANKS
            )


@pytest.mark.parametrize("number", ["V", "VI", "VII", "VIII", "IX", "X"])
def test_each_subject_of_the_agenda_has_a_poll(number: str) -> None:
    polled = [
        activity["item"].split()[0]
        for activity in EVENT["activities"]
        if activity["kind"] == "poll"
    ]

    assert number in polled


def test_opening_has_a_word_cloud_and_closing_a_scale() -> None:
    types = {
        f"{name}/{q['slug']}": q["type"] for name, bank in BANKS.items() for q in bank["questions"]
    }
    by_item: dict[str, set[str]] = {}
    for activity in EVENT["activities"]:
        by_item.setdefault(activity["item"], set()).update(types[r] for r in activity["questions"])

    assert "word_cloud" in by_item["IV"]
    assert "scale" in by_item["XI"]
