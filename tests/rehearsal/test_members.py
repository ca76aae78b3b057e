"""A light phone that loses its line: it sends again, and is counted once."""

from __future__ import annotations

import json
from random import Random

import pytest

from quizapp.rehearsal.frames import FrameSocket
from quizapp.rehearsal.members import LightPhone, States


class Line(FrameSocket):
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.received_bytes = 7
        self.sent: list[str] = []

    def send(self, text: str) -> None:
        self.sent.append(text)

    def close(self) -> None:
        self.sent.clear()


@pytest.fixture
def phone() -> LightPhone:
    made = LightPhone("e1", "Phone 1", Random(1), States())
    made.socket = Line()
    made.first_state_s = 0.1
    return made


def sent(phone: LightPhone) -> list[tuple[str, dict[str, object]]]:
    """The numbers of the acknowledgements asked for, and the answers."""
    assert isinstance(phone.socket, Line)
    frames = [(each[2 : each.index("[")], each[each.index("[") :]) for each in phone.socket.sent]
    return [(number, json.loads(text)[1]) for number, text in frames]


def told(phone: LightPhone, frame: str, at: float) -> None:
    assert phone.socket is not None
    phone._frame(phone.socket, frame, at)


def test_an_answer_is_sent_again_by_who_comes_back_and_counts_once(phone: LightPhone) -> None:
    done: list[int] = []
    phone.give("r1", ["a"], lambda: done.append(1))
    phone.hang_up()
    assert phone.received_bytes == 7
    phone.socket = Line()
    phone.give("r1", ["a"], lambda: done.append(1))  # its time comes before the server's welcome
    told(phone, '40{"sid":"s"}', 1.0)
    assert sent(phone) == [(n, {"round": "r1", "number": 1, "answer": "a"}) for n in ("2", "3")]
    told(phone, '432[{"ok":true}]', 2.0)
    told(phone, '433[{"ok":true}]', 3.0)
    assert done == [1]
    assert phone.acked_at == 2.0
    told(phone, '40{"sid":"s"}', 4.0)
    assert len(sent(phone)) == 2, "what is acknowledged is not sent again"


def test_an_answer_that_is_refused_for_good_counts_once(phone: LightPhone) -> None:
    done: list[int] = []
    phone.give("r1", ["a"], lambda: done.append(1))
    phone.give("r1", ["a"], lambda: done.append(1))
    told(phone, '431[{"ok":false,"code":"round_not_open"}]', 1.0)
    told(phone, '432[{"ok":false,"code":"round_not_open"}]', 1.0)
    assert (done, phone.refused, phone.acked_at) == ([1], "round_not_open", None)
