"""The measured part of docs/benchmarks.md; what is written by hand around it stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmark.heavy import Heavy
from tests.benchmark.runs import Figures, Goal

BEGIN = "<!-- measured by make bench -->"
END = "<!-- end of what was measured -->"
_HEAD = (
    "| phones, answers spread over | | joins/s | push p99 | ack p50 | ack p99 | results p99 "
    "| screen p99 | lost | a phone |\n|---|---|---|---|---|---|---|---|---|---|\n"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """All that goes into the section. `load_*` are of the machine, 0 where nothing else ran."""

    machine: str
    load_before: float
    load_after: float
    rows: Sequence[tuple[Goal, Figures]]
    costs: Sequence[tuple[int, float, float]]
    workers: tuple[Goal, Figures] | None
    heavy: Heavy | None = None


def section(measured: Measured) -> str:
    """In Markdown, between its marks."""
    rows = [*measured.rows, *([measured.workers] if measured.workers else [])]
    table = _HEAD + "".join(_rows(goal, figures) for goal, figures in rows)
    costs = "| phones | server CPU, ms a phone | KiB a phone |\n|---|---|---|\n" + "".join(
        f"| {phones:,} | {seconds * 1000:.2f} | {kib:.0f} |\n"
        for phones, seconds, kib in measured.costs
    )
    return (
        f"{BEGIN}\n{measured.machine} Load of the machine before: {measured.load_before}, "
        f"after: {measured.load_after} (a quiet one: below 0.2 and about 1.5).\n\n{table}\n"
        "Each phone loads nothing but its socket, joins, and answers a quiz question and a poll. "
        "1 in 100 reads nothing, 1 in 100 reads slowly, 1 in 100 drops out and comes back; times "
        f"are of the others.\n\n{costs}{_heavy(measured.heavy)}{END}\n"
    )


def _heavy(heavy: Heavy | None) -> str:
    if heavy is None:
        return ""
    return (
        "\n| meanwhile 300 phones answer | seconds |\n|---|---|\n"
        f"| opening an activity of 100 questions, in the editor and on stage | {heavy.opening_s:.2f} |\n"
        f"| a ranking of 5,000 | {heavy.ranking_s:.2f} |\n"
        f"| a workbook of 5,000 x 50 answers | {heavy.workbook_again_s:.1f} |\n"
        f"| the same, first after a restart | {heavy.workbook_s:.1f} |\n\n"
        f"Their acknowledgements: p50 {heavy.ack_ms['p50']:.0f} ms, p99 {heavy.ack_ms['p99']:.0f} ms.\n"
    )


def put_in(page: str, text: str) -> str:
    """The page with its measured part replaced. Raises ValueError where it has no marks."""
    before, found, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        raise ValueError("docs/benchmarks.md has lost its marks")
    return before + text.rstrip("\n") + after


def _rows(goal: Goal, figures: Figures) -> str:
    of = f"{goal.phones:,} over {goal.spread_s} s, {goal.where}"
    wanted = (
        f"| {of} | goal | {goal.joins} | {goal.push_ms} | | {goal.ack_ms} | {goal.result_ms} | "
        f"| 0 | {goal.kib} KiB |\n"
    )
    kib = (figures["bytes_per_phone_rss"] or 0) / 1024
    return wanted + (
        f"| | measured | {figures['join_per_s']:.0f} | {_p99(figures, 'push_ms')} "
        f"| {figures['ack_ms']['p50']:.0f} | {_p99(figures, 'ack_ms')} "
        f"| {_p99(figures, 'result_ms')} | {_p99(figures, 'screen_lag_ms')} "
        f"| {figures['lost_answers']} | {kib:.0f} KiB |\n"
    )


def _p99(figures: Figures, name: str) -> str:
    return f"{figures[name]['p99']:.0f}" if figures[name] else "-"
