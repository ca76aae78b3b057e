"""Nothing before its time, and nothing of anybody else: searched in every frame of a whole show.

Every text, name and secret of the event carries a mark of its own, so that a leak is found wherever
it comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from random import Random

import pytest

from quizapp.domain.bank import Question
from quizapp.domain.event import Participant, ResultsWhen, Wifi
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.commands import Role
from quizapp.domain.live.state import Phase, Round
from quizapp.domain.questions import QUESTION_TYPES, question_type
from quizapp.domain.tallies import Texts
from quizapp.services.participants import token_hash
from tests.hall import ASSIGNED, EVENT, HALL, Hall, event, every_type
from tests.presentation.frames import (
    Frame,
    Moment,
    console,
    crowd,
    inside,
    me,
    phone,
    screen,
    show,
    text_of,
)

NAMES = ("Name <Ada>", "Name <Grace>", "Name <Emmy>")
FIGURES = {"tally", "counts", "histogram", "groups", "places", "mean", "median", "exact", "voters"}
MARKS = {"right", "share"}
KEYS = {"reveal", "correct", "order", "explanation", "source"}
KEYS |= {"accepted", "pairs", "regions", "tolerance"}


@pytest.fixture(scope="module")
def moments() -> Iterator[Iterator[Moment]]:
    """One show for all: the frames are looked at while it goes on."""
    with Hall(event(*every_type(), wifi=Wifi("[ssid]", "[wifi password]"), teams=ASSIGNED)) as hall:
        yield show(hall, hall.join(*NAMES))


def shown(moment: Moment, *, to_phones: bool) -> tuple[Round | None, Phase | None]:
    """What may be seen, reckoned from the state alone: the round and the beat of it."""
    state, floor = moment.hall.state, moment.hall.floor()
    if to_phones:
        opened = [on for on in state.rounds.values() if on.phase is Phase.OPEN]
        if opened:
            return opened[0], Phase.OPEN
    return state.rounds.get(floor.shown.round_id or ""), floor.shown.phase


_KNOWN: dict[str, dict[str, list[str]]] = {}
"""By slug: they are asked for at every moment of the show."""


def texts_of(question: Question) -> dict[str, list[str]]:
    if question.slug not in _KNOWN:
        _KNOWN[question.slug] = _texts_of(question)
    return _KNOWN[question.slug]


def _texts_of(question: Question) -> dict[str, list[str]]:
    """Marks of the question by the time from which they may be seen."""
    alone = chain.from_iterable(inside(question.prompt_view(each)) for each in ("en", "fr"))
    prompt = [text for _, text in alone if isinstance(text, str) and text.startswith("[")]
    after = [question.explanation.get(each) for each in ("en", "fr")]
    labels = [*question.labels("en").values(), *question.labels("fr").values()]
    content = [text for key, text in inside(question.public_view("en")) if isinstance(text, str)]
    content += [text for _, text in inside(question.public_view("fr")) if isinstance(text, str)]
    options = {each for each in (*labels, *content) if each.startswith("[")} - set(prompt)
    assert question.source is not None
    return {"prompt": prompt, "options": [*options], "reveal": [*after, question.source.title]}


def all_questions(hall: Hall) -> dict[str, Question]:
    return {
        each.question_id: each.question
        for activity in hall.live.event(EVENT).activities
        for each in activity.questions
    }


def hidden_texts(hall: Hall, on: Round | None, beat: Phase | None) -> Iterator[str]:
    """Marks that nobody may see at this beat."""
    for question_id, question in all_questions(hall).items():
        texts = texts_of(question)
        if on is None or on.question_id != question_id:
            yield from chain.from_iterable(texts.values())
            continue
        if beat is Phase.ASKED:
            yield from texts["options"]
        if beat not in (Phase.REVEALED, Phase.RANKING):
            yield from texts["reveal"]


def may_see_figures(on: Round | None, beat: Phase | None, *, to_phones: bool) -> bool:
    if on is None:
        return False
    if beat in (Phase.REVEALED, Phase.RANKING):
        return True
    wished = on.rules.results is ResultsWhen.LIVE and not on.rules.graded
    live = wished and beat in (Phase.OPEN, Phase.CLOSED)
    return live and (not to_phones or on.phase is Phase.CLOSED)


def assert_fit(frame: Frame, moment: Moment, *, to_phones: bool) -> None:
    on, beat = shown(moment, to_phones=to_phones)
    text = text_of(frame)
    for mark in hidden_texts(moment.hall, on, beat):
        assert mark not in text, (mark, beat)
    full = {key for key, value in inside(frame) if value not in (None, [], {}, "")}
    if beat not in (Phase.REVEALED, Phase.RANKING):
        assert not full & KEYS, beat
    if not may_see_figures(on, beat, to_phones=to_phones):
        assert not full & FIGURES, beat
        assert "word of" not in text
    # A list of that name is one side of a matching.
    rights = [each for key, each in inside(frame) if key == "right" and not isinstance(each, list)]
    assert set(rights) <= {None} or beat in (Phase.REVEALED, Phase.RANKING)


def assert_no_secrets(frame: Frame, moment: Moment) -> None:
    text, stores = text_of(frame), moment.hall.stores
    for secret in ("<secret", "<screen token>", *stores.people.tokens):
        assert secret not in text
    for who in moment.people:
        assert who.id not in text
        assert token_hash(who.id) not in text


def assert_phones_are_fit(moment: Moment) -> None:
    for language, other in (("en", " fr]"), ("fr", " en]")):
        frame = phone(moment.hall, language)
        assert_fit(frame, moment, to_phones=True)
        assert_no_secrets(frame, moment)
        text = text_of(frame)
        assert other not in text, "one language a phone"
        assert "[ssid]" not in text
        assert "[wifi password]" not in text
        for who in moment.people:
            assert str(who.seed) not in text
            assert f'"{who.name}"' not in text


def assert_each_me_is_its_own(moment: Moment) -> None:
    on, beat = shown(moment, to_phones=True)
    revealed = beat in (Phase.REVEALED, Phase.RANKING)
    for who in moment.people:
        frame = me(moment.hall, who)
        text = text_of(frame)
        assert_no_secrets(frame, moment)
        assert not {key for key, _ in inside(frame)} & (FIGURES | KEYS)
        for each in ("[red en]", "[blue en]"):  # the own team is the one text of the event in it
            text = text.replace(each, "") if frame["participant"]["team"]["name"] == each else text
        assert not re.search(r"\[[a-z]", text), "no text of any question"
        for other in moment.people:
            if other.id != who.id:
                assert other.name not in text
                assert str(other.seed) not in text
        if frame["round"] is not None:
            assert on is not None
            assert (frame["round"]["result"] is not None) is revealed
            row = moment.hall.stores.answers.rows.get((on.id, who.id))
            assert frame["round"]["answer"] == (row.answer if row else None)


def assert_screens_are_fit(moment: Moment) -> None:
    frame = screen(moment.hall)
    assert_fit(frame, moment, to_phones=False)
    assert_no_secrets(frame, moment)
    text = text_of(frame)
    named = frame["ranking"] is not None or frame["podium"] is not None
    shows_words = frame["round"] is not None and frame["round"]["results"] is not None
    for who in moment.people:
        assert str(who.seed) not in text
        assert named or shows_words or who.name not in text


def assert_consoles_are_fit(moment: Moment) -> None:
    for role in Role:
        frame = console(moment.hall, role)
        assert_no_secrets(frame, moment)
        for who in moment.people:
            assert str(who.seed) not in text_of(frame)


def test_nothing_is_told_before_its_time_in_a_whole_show(moments: Iterator[Moment]) -> None:
    beats: set[tuple[str, Phase | None, bool]] = set()
    scores: dict[str, object] = {}
    for moment in moments:
        assert_phones_are_fit(moment)
        assert_each_me_is_its_own(moment)
        assert_screens_are_fit(moment)
        assert_consoles_are_fit(moment)
        assert_no_secrets(crowd(moment.hall), moment)
        on, beat = shown(moment, to_phones=True)
        if not moment.looking_back:
            _assert_scores_wait_for_the_reveal(moment, on, beat, scores)
        question = None if on is None else all_questions(moment.hall)[on.question_id]
        beats.add(("" if question is None else question.type, beat, moment.looking_back))
    for slug, kind in QUESTION_TYPES.items():
        for beat in (Phase.ASKED, Phase.OPEN, Phase.CLOSED, Phase.REVEALED):
            wanted = kind.answerable or beat is Phase.ASKED
            assert ((slug, beat, False) in beats) == wanted, "the walk went through everything"
    assert any(looked_back for _, _, looked_back in beats)
    assert any(scores.values())


def _assert_scores_wait_for_the_reveal(
    moment: Moment, on: Round | None, beat: Phase | None, scores: dict[str, object]
) -> None:
    """While a question is asked, open or closed, each has the score of before."""
    waits = on is not None and on.activity_id == "quiz" and beat in (Phase.OPEN, Phase.CLOSED)
    for who in moment.people:
        score = me(moment.hall, who)["score"]
        if waits:
            assert score == scores.get(who.id)
        if moment.hall.floor().shown.activity_id == "quiz":
            scores[who.id] = score


def test_hidden_results_are_on_no_screen_and_no_phone() -> None:
    with Hall(event(*every_type())) as hall:
        people: tuple[Participant, ...] = hall.join(*NAMES)
        hidden = 0
        for moment in show(hall, people):
            if moment.looking_back:
                continue
            hall.do(cmd.HideResults, on=True)
            for frame in (phone(hall), screen(hall)):
                if frame["round"] is not None:
                    hidden += 1
                    assert frame["round"]["results"] is None
            hall.do(cmd.HideResults, on=False)
    assert hidden > 50


def test_names_of_arrivals_are_for_the_screen_alone() -> None:
    with Hall() as hall:
        hall.join(*NAMES)
        assert [each["name"] for each in crowd(hall)["arrivals"]] == list(reversed(NAMES))
        assert set(crowd(hall)["arrivals"][0]) == {"number", "name"}
        assert HALL in hall.state.floors


def test_nothing_but_the_questions_is_told_of_what_is_open_beside_the_stage() -> None:
    with Hall(event(*every_type(), teams=ASSIGNED)) as hall:
        ada, ben = hall.join(*NAMES[:2])
        for on in hall.aside("poll"):
            question = hall.live.question(EVENT, on)
            kind = question_type(question.type)
            answer = kind.guess(question.public_view("en"), Random(1))
            if kind.shape == Texts.shape:
                answer = ["word of Ada"] if isinstance(answer, list) else "word of Ada"
            hall.answer(ada, answer, on=on)
        frames = [phone(hall), phone(hall, "fr"), screen(hall), me(hall, ben), crowd(hall)]
        later = [texts_of(each)["reveal"] for each in all_questions(hall).values()]
        for frame in frames:
            text = text_of(frame)
            full = {key for key, value in inside(frame) if value not in (None, [], {}, "")}
            assert not full & (KEYS | FIGURES)
            for mark in ("word of Ada", ada.id, str(ada.seed), *chain.from_iterable(later)):
                assert mark not in text
        assert "prompt" not in text_of(screen(hall)["asides"])
