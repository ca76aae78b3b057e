from __future__ import annotations

import logging

import pytest

from quizapp.services.journal import Journal
from tests.hall import EVENT, HALL, Hall


def test_journal_names_events_and_rounds_and_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with Hall() as hall, caplog.at_level(logging.INFO, "quizapp.services.journal"):
        Journal(hall.live).start()
        (ada,) = hall.join("Ada Lovelace")
        on = hall.open_question()
        hall.answer(ada, "a")
        last = caplog.records[-1]
        assert last.getMessage() == "RoundOpened"
        assert {name: getattr(last, name) for name in ("event", "round", "seq")} == {
            "event": EVENT,
            "round": on.id,
            "seq": hall.state.seq,
        }
        shown = [each for each in caplog.records if each.getMessage() == "ActivityStarted"]
        assert [(vars(each)["floor"], vars(each)["activity"]) for each in shown] == [(HALL, "quiz")]
        everything = " ".join(str(vars(each)) for each in caplog.records)
        assert "Ada" not in everything
