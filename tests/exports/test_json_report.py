from __future__ import annotations

import json
from typing import Any

from quizapp.domain.bank import read_question
from quizapp.exports.json_report import JsonReport
from tests.exports import samples


def read(report: Any) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(JsonReport().write(report, "en", str))
    return written


def test_whole_report_stands_in_the_documented_order() -> None:
    written = read(samples.named())

    assert list(written) == [
        "format",
        "event",
        "activity",
        "run",
        "named",
        "joined",
        "generated_at",
        "log_hash",
        "rounds",
        "standings",
        "teams",
    ]
    assert written["format"] == "quizapp-report/1"
    assert written["event"] == {"slug": "isc-17", "title": {"en": "Session", "fr": "Séance"}}
    assert written["activity"] == {
        "slug": "quiz",
        "title": {"en": "Integrity Quiz", "fr": "Quiz sur l’intégrité"},
        "kind": "quiz",
        "scoring": "mild",
    }
    assert (written["run"], written["named"], written["joined"]) == (2, True, 7)


def test_round_has_its_question_its_tally_and_who_answered() -> None:
    first = read(samples.named())["rounds"][0]

    assert list(first) == [
        "id",
        "number",
        "question",
        "voided",
        "counts",
        "opened_at",
        "closed_at",
        "points",
        "answered",
        "right",
        "tally",
        "amended",
        "texts",
        "answers",
        "voting",
        "head",
        "ballots",
    ]
    assert (first["head"], first["ballots"]) == ("", None)
    assert read_question(first["question"]) == samples.CHOICE
    assert first["tally"] == {
        "shape": "counts",
        "voters": 5,
        "counts": {"a": 2, "b": 3},
        "abstained": 0,
    }
    assert first["answers"][0] == {
        "number": 41,
        "name": "Zoë Ünver",
        "answer": "b",
        "elapsed_ms": 1501,
        "right": True,
        "points": 100,
        "bonus": 0,
        "team": None,
    }


def test_round_says_what_the_moderator_did_with_it() -> None:
    plain, told = (read(made())["rounds"] for made in (samples.named, samples.moderated))

    assert (plain[0]["amended"], told[0]["amended"]) == (False, True)
    assert plain[2]["texts"] == {"hidden": [], "titles": {}}
    assert told[2]["texts"] == {"hidden": ["الثقة"], "titles": {"trust": "What helps"}}


def test_ranking_has_every_field() -> None:
    assert read(samples.named())["standings"][1] == {
        "place": 2,
        "shared": True,
        "number": 42,
        "name": "=1+1",
        "points": 998,
        "right": 1,
        "right_ms": 2500,
        "team": None,
    }


def test_teams_and_bonuses_stand_where_there_are_any() -> None:
    written = read(samples.in_teams())

    answer = written["rounds"][0]["answers"][0]
    assert (answer["bonus"], answer["team"]) == (100, {"en": "=North", "fr": "Nord"})
    assert written["standings"][1]["team"] == {"en": "South"}
    assert written["teams"][1] == {
        "place": 2,
        "shared": False,
        "name": {"en": "South"},
        "members": 2,
        "points": 997,
        "right": 0.5,
    }


def test_file_is_the_same_in_every_language_and_readable_as_text() -> None:
    written = JsonReport().write(samples.named(), "en", str)

    assert JsonReport().write(samples.named(), "ar", str.upper) == written
    assert "عائشة" in written.decode("utf-8")
    assert written.endswith(b"}\n")


def test_anonymous_report_has_no_answers_and_no_ranking() -> None:
    written = read(samples.anonymous())

    assert written["standings"] == []
    assert [each["answers"] for each in written["rounds"]] == [[]] * 5
    assert written["rounds"][0]["tally"]["counts"] == {"a": 2, "b": 3}
