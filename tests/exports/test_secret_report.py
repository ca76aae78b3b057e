"""What leaves the house of a secret vote: the same as the room saw, and what proves it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from quizapp.domain.live.state import Phase
from quizapp.domain.report import Report
from quizapp.exports import EXPORTERS
from quizapp.exports.base import Exporter
from tests.hall import EVENT, Hall
from tests.secret_hall import BY_REGION, ballot_event, cast, close, reveal, sit

REGIONS = ("[Asia]",) * 6 + ("[Europe]",) * 7 + ("[Oceania]",)
CHOICES = "aaabbb" + "aaabbbb" + "a"
every_format = pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=lambda each: each.slug)


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(ballot_event(BY_REGION, *REGIONS)) as made:
        sit(made, made.join(*(f"[Name {number}]" for number in range(len(REGIONS)))))
        yield made


def vote(hall: Hall, choices: str) -> None:
    people = tuple(hall.participants.all(EVENT).values())
    cast(hall, people[-len(choices) :], choices)


def report(hall: Hall) -> Report:
    return hall.reports.report(EVENT, "box", 1)


def written(exporter: Exporter, made: Report) -> str:
    data = exporter.write(made, "en", str)
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


@every_format
def test_closed_vote_has_its_seal_and_nothing_more(hall: Hall, exporter: Exporter) -> None:
    vote(hall, CHOICES)
    on = close(hall)
    made = report(hall)
    assert (made.rounds[0].tally, made.rounds[0].answered, made.rounds[0].withheld) == (
        None,
        14,
        True,
    )
    text = written(exporter, made)
    assert on.digest in text
    assert made.rounds[0].head in text
    assert not [each for each in ("<salt", "&lt;salt", "[Name", "[Europe]") if each in text]


@every_format
def test_revealed_vote_has_figures_salt_and_the_groups_that_may_be_shown(
    hall: Hall, exporter: Exporter
) -> None:
    vote(hall, CHOICES)
    reveal(hall)
    made = report(hall)
    on = made.rounds[0]
    assert on.tally is not None
    assert on.tally.to_dict()["counts"] == {"a": 7, "b": 7, "c": 0, "d": 0}
    assert on.ballots is not None
    assert [each.name for each in on.ballots.groups] == ["[Europe]"]
    assert on.ballots.hidden == ("[Asia]", "[Oceania]")
    assert on.answers == ()
    text = written(exporter, made)
    assert on.ballots.salt.strip("<>") in text
    assert on.head in text
    assert "[Europe]" in text
    assert "[Name" not in text


@every_format
def test_vote_under_k_has_neither_figures_nor_salt(hall: Hall, exporter: Exporter) -> None:
    vote(hall, "aabb")
    reveal(hall)
    made = report(hall)
    assert (made.rounds[0].withheld, made.rounds[0].answered) == (True, 4)
    text = written(exporter, made)
    assert not [each for each in ("<salt", "&lt;salt", "[Name", "[Europe]") if each in text]
    assert hall.on_stage().digest in text


def test_json_says_how_the_vote_was_held(hall: Hall) -> None:
    vote(hall, CHOICES)
    reveal(hall)
    on = json.loads(written(EXPORTERS["json"], report(hall)))["rounds"][0]
    assert (on["voting"]["voters"], on["voting"]["secrecy"]) == ("seats", "secret")
    assert on["ballots"]["groups"][0]["tally"]["counts"] == {"a": 3, "b": 4, "c": 0, "d": 0}
    assert on["ballots"]["suppressed"] is False
    assert hall.on_stage().phase is Phase.REVEALED
