from __future__ import annotations

import pytest

from quizapp.rehearsal.figures import Figures, Spread
from tests.benchmark.heavy import Heavy
from tests.benchmark.page import BEGIN, END, Measured, put_in, section
from tests.benchmark.runs import ONE_PROCESS, TWO_WORKERS

FAST = Spread(5.4, 40.2, 60.0)
FIGURES = Figures(
    1000,
    join_per_s=733.3,
    push_ms=FAST,
    ack_ms=FAST,
    result_ms=FAST,
    screen_lag_ms=None,
    lost_answers=0,
    bytes_per_phone_rss=34_000,
).to_dict()


def test_section_has_goals_and_figures_and_replaces_the_one_before() -> None:
    rows = [(goal, FIGURES) for goal in ONE_PROCESS]
    much = Heavy(0.15, 0.09, 9.4, 2.2, {"p50": 12.0, "p99": 60.2, "max": 80.0})
    measured = Measured(
        "A machine.", 0.1, 1.5, rows, [(500, 0.004, 33.5)], (TWO_WORKERS, FIGURES), much
    )
    text = section(measured)
    assert "| 1,000 over 3 s, one process | goal | 600 | 120 | | 50 | 250 | | 0 | 60 KiB |" in text
    assert "| | measured | 733 | 40 | 5 | 40 | 40 | - | 0 | 33 KiB |" in text
    assert "| 500 | 4.00 | 34 |" in text
    assert "| a workbook of 5,000 x 50 answers | 2.2 |" in text
    assert "10,000 over 20 s, two workers" in text
    page = f"By hand.\n{BEGIN}\nold\n{END}\nBy hand, too.\n"
    again = put_in(put_in(page, text), text)
    assert again == f"By hand.\n{text}By hand, too.\n"
    with pytest.raises(ValueError, match="marks"):
        put_in("nothing", text)
