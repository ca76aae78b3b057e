"""The annex: what is in it, word for word, in one language and in two, on both papers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from PIL import Image

from quizapp.domain.annex import (
    Annex,
    AnnexActivity,
    AnnexItem,
    AnnexQuestion,
    AnnexRound,
    AskedState,
)
from quizapp.domain.event import ActivityKind, AgendaLine
from quizapp.domain.outcome import outcome_of
from quizapp.domain.report import ReportBallots, ReportGroup
from quizapp.domain.seats import Seat
from quizapp.domain.tallies import Counts, Numbers, Places, Ranks, Texts
from quizapp.domain.text import LocalizedText
from quizapp.domain.vote_record import RecordedProxy, RecordedVote, VoteRecord
from quizapp.domain.voting import Majority, NamesTo, Secrecy, Voters, Voting
from quizapp.exports.annex import ANNEX_FORMATS, Tongue, write_annex
from quizapp.exports.annex.charts import bars_of, chart
from quizapp.presentation.i18n import translator
from tests.exports import samples

HEAD = "0123456789abcdef" * 4
LINE = AgendaLine(
    "i1",
    "VIII (a)",
    "(a)",
    LocalizedText.of(
        {"en": "Fighting bribery", "fr": "Lutte contre la corruption", "ar": "مكافحة الرشوة"}
    ),
    LocalizedText(),
    "HI0086E1",
    1,
    "i0",
    0,
)
FRENCH = {
    "Question {n}": "Question n° {n}",
    "Answered": "Ont répondu",
    "Votes": "Voix",
    "has been answered": "a reçu une réponse",
    "anonymous": "anonyme",
}
ENGLISH = Tongue("en", "English", lambda text: text)
FRANCAIS = Tongue("fr", "Français", lambda text: FRENCH.get(text, text))
ARABIC = Tongue("ar", "العربية", lambda text: text)
PAGE = re.compile(rb"/Type\s*/Page\b")


def annex(*items: AnnexItem) -> Annex:
    return Annex(
        "isc-17",
        LocalizedText.of({"en": "Session", "fr": "Séance"}),
        LocalizedText(),
        (date(2018, 3, 1), date(2018, 3, 2)),
        "Europe/Brussels",
        1_519_900_000_000,
        HEAD,
        items,
    )


def whole() -> Annex:
    report = samples.named()
    rounds = tuple(
        AnnexRound(replace(each, opened_at=1_519_893_000_000, closed_at=1_519_893_060_000))
        for each in report.rounds
    )
    activity = AnnexActivity("a1", report.activity_title, ActivityKind.QUIZ, 2, 7, rounds)
    questions = (
        AnnexQuestion("Who pays?", "Zoë, Finland", 12, AskedState.ANSWERED),
        AnnexQuestion("And when?", "", 3, AskedState.NOT_ANSWERED, edited=True),
    )
    return annex(
        AnnexItem(LINE, "VIII (a)", (activity,), questions),
        AnnexItem(None, "", (), questions[1:]),
    )


def words_of(file: bytes) -> list[str]:
    """Every paragraph and every cell, in the order of the document."""
    document: Any = Document(io.BytesIO(file))
    words: list[str] = []
    for element in document.element.body.iterchildren():
        texts = [
            "".join(
                "\n" if node.tag.endswith("}br") else node.text or ""
                for node in paragraph.iter()
                if node.tag.endswith(("}t", "}br"))
            )
            for paragraph in element.iter()
            if paragraph.tag.endswith("}p")
        ]
        words += [text for text in texts if text]
    return words


def docx(of: Annex, *tongues: Tongue) -> list[str]:
    return words_of(write_annex(of, ANNEX_FORMATS["docx"], tongues))


def test_an_annex_says_what_was_asked_who_could_answer_and_what_came_of_it() -> None:
    words = docx(whole(), ENGLISH)
    first = words[words.index("Question 1") :]
    assert words[:6] == [
        "Annex: what the room was asked, and what it said",
        "Session",
        "Mar 1\u2009–\u20092, 2018",
        "VIII (a) Fighting bribery",
        "HI0086E1",
        "Integrity Quiz",
    ]
    assert first[1:7] == [
        "Prompt of arusha",
        "Open: Mar 1, 2018, 9:30\u202fAM–9:31\u202fAM",
        "Who could answer: 7 phones had joined: one answer per phone, not verified",
        "Answered: 5",
        "Answered right: 3",
        "Right answer: -2003",
    ]
    assert first[7:17] == [
        "English",
        "Votes",
        "Share",
        "Right",
        "A",
        "In 1998",
        "2",
        "40%",
        "B",
        "-2003",
    ]
    assert "Remark: This question was taken out of the count." in words
    assert words[-1] == f"Head of the log: {HEAD}"


def test_questions_from_the_floor_stand_with_their_state() -> None:
    words = docx(whole(), ENGLISH)
    at = words.index("Questions from the floor")
    assert words[at + 1 : at + 13] == [
        *("Question", "Asked by", "State", "Votes"),
        *("Who pays?", "Zoë, Finland", "has been answered", "12"),
        *("And when? (edited by the moderator)", "anonymous", "not answered in the room", "3"),
    ]
    assert "Without an agenda item" in words


def test_two_languages_stand_side_by_side() -> None:
    words = docx(whole(), ENGLISH, FRANCAIS)
    at = words.index("Prompt of arusha")
    assert words[at - 2 : at + 2] == [
        "Question 1",
        "Question n° 1",
        "Prompt of arusha",
        "Énoncé de arusha",
    ]
    assert "Answered / Ont répondu: 5" in words
    assert words[words.index("In 1998") : words.index("In 1998") + 3] == ["In 1998", "En 1998", "2"]
    assert "anonymous\nanonyme" in words


def test_a_language_that_the_texts_lack_is_not_made_up() -> None:
    words = docx(
        annex(AnnexItem(LINE, "VIII (a)", (), whole().items[0].questions)), ENGLISH, ARABIC
    )
    assert words.count("Session") == 1
    assert "VIII (a) مكافحة الرشوة" in words


def test_arabic_is_written_from_the_right() -> None:
    file = write_annex(whole(), ANNEX_FORMATS["docx"], [ARABIC])
    document: Any = Document(io.BytesIO(file))
    heading = next(each for each in document.paragraphs if "مكافحة" in each.text)
    names = [element.tag.rpartition("}")[2] for element in heading._p.iter()]
    assert {"bidi", "rtl"} <= set(names)
    assert (
        document.tables[0]._tbl.tblPr.find(document.tables[0]._tbl.nsmap and _qn("bidiVisual"))
        is not None
    )


def _qn(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def test_each_question_with_answers_has_its_chart_with_words_for_it() -> None:
    file = write_annex(whole(), ANNEX_FORMATS["docx"], [ENGLISH])
    document: Any = Document(io.BytesIO(file))
    described = [each._inline.docPr.get("descr") for each in document.inline_shapes]
    assert len(described) == len(samples.named().rounds)
    assert described[0] == "A: In 1998, B: -2003"


def test_nobody_s_answer_is_in_it() -> None:
    words = " ".join(docx(whole(), ENGLISH))
    assert not [name for name in samples.NAMES if name in words and name != samples.NAMES[4]]


def test_an_annex_of_nothing_says_so() -> None:
    assert "Nothing has been asked yet." in docx(annex(), ENGLISH)


@pytest.mark.parametrize("tongues", [(ENGLISH,), (ENGLISH, FRANCAIS), (ARABIC, ENGLISH)])
def test_a_pdf_has_pages_and_pictures(tongues: tuple[Tongue, ...]) -> None:
    file = write_annex(whole(), ANNEX_FORMATS["pdf"], tongues)
    assert file.startswith(b"%PDF-")
    assert len(PAGE.findall(file)) >= 3
    # The question that was asked again has the same chart, which is in the file once.
    assert file.count(b"/Subtype /Image") == len(samples.named().rounds) - 1


def test_bars_are_labelled_like_the_rows_beside_them() -> None:
    bars = [bars_of(tally) for tally in _tallies()]
    assert [(each.label, each.shown) for each in bars[0]] == [("A", "2 · 40 %"), ("B", "3 · 60 %")]
    assert ["".join(each.label for each in row)[:3] for row in bars] == ["AB", "AB", "123", "ABC"]


def _tallies() -> Iterator[Counts | Numbers | Texts | Ranks]:
    for each in samples.named().rounds[:4]:
        assert each.tally is not None
        assert not isinstance(each.tally, Places)
        yield each.tally


@pytest.mark.parametrize("look", ["grid", "pins"])
def test_points_are_drawn_where_they_lie(look: str) -> None:
    png = chart(Places(voters=1, points={"a": ((0.25, 0.1),)}, look=look))
    assert png is not None
    with Image.open(io.BytesIO(png)) as image:
        across, down = 20 + 0.25 * 800, 20 + (0.9 if look == "grid" else 0.1) * 800
        assert image.convert("RGB").getpixel((round(across), round(down))) == (20, 24, 31)


def test_where_nobody_answered_there_is_no_chart() -> None:
    assert [chart(each.tally) for each in samples.empty().rounds if each.tally] == [None] * 4
    assert chart(Places(voters=0)) is None


QUESTION = samples.question(
    "motion",
    "single_choice",
    options=[
        {**samples.option("y", "For", "Pour"), "role": "for"},
        {**samples.option("n", "Against", "Contre"), "role": "against"},
    ],
)
KENYA = Seat("s1", "E", 1, "Kenya", "Amina", "Africa", votes=True)
PERU = Seat("s2", "E", 2, "Peru", "", "Americas", votes=True)
VOTING = Voting(voters=Voters.SEATS, names_to=NamesTo.ROOM, majority=Majority.SIMPLE, quorum=50)


def vote(**changes: Any) -> VoteRecord:
    tally = Counts(2, {"y": 2, "n": 0}, abstained=0)
    made = VoteRecord(
        event_title=LocalizedText(),
        activity_title=LocalizedText(),
        activity_slug="motion",
        number=1,
        question=QUESTION,
        voting=VOTING,
        voided=False,
        opened_at=1,
        closed_at=2,
        time_zone="UTC",
        eligible=3,
        voted=2,
        tally=tally,
        outcome=outcome_of(VOTING, 3, QUESTION.stances(), tally),
        observers=Counts(1, {"y": 0, "n": 1}),
        votes=(RecordedVote(KENYA, "y"), RecordedVote(PERU, None)),
        proxies=(RecordedProxy(PERU, KENYA, "by letter"),),
        head="ab" * 32,
    )
    return replace(made, **changes)


def voted(record: VoteRecord, **changes: Any) -> Annex:
    on = replace(
        samples.named().rounds[0],
        question=QUESTION,
        tally=record.tally,
        answered=record.voted,
        right=None,
        voting=record.voting,
        **changes,
    )
    title = LocalizedText.of({"en": "Motion"})
    activity = AnnexActivity("a", title, ActivityKind.POLL, 0, 9, (AnnexRound(on, record),))
    return annex(AnnexItem(None, "", (activity,), ()))


@pytest.mark.parametrize("form", sorted(ANNEX_FORMATS))
def test_a_vote_can_be_written_on_every_paper(form: str) -> None:
    assert len(write_annex(voted(vote()), ANNEX_FORMATS[form], [ARABIC, ENGLISH])) > 10_000


def test_a_vote_stands_with_what_was_decided_who_voted_how_and_its_proof() -> None:
    words = docx(voted(vote()), ENGLISH)
    for said in (
        "The motion is carried. 2 for, 0 against, 0 abstained; 2 needed.",
        "Seats that may vote: 3",
        "Seats that voted: 2",
        "Quorum: 2 (50 % of the seats): reached",
        "Required majority: more for than against",
        "Observers, counted apart and in no result",
        "cast by Kenya",
        "by letter",
        "not voted",
        f"Head of the record at the close: {'ab' * 32}",
    ):
        assert said in words
    assert not any("phones had joined" in each for each in words)


def test_a_column_without_a_name_stays_without_one_in_every_catalogue() -> None:
    tongue = Tongue("fr", "Français", translator("fr").gettext)
    words = docx(voted(vote()), tongue)
    assert words[words.index("Appel nominal") + 1] == KENYA.label
    assert not any("Project-Id-Version" in each for each in words)


def test_a_secret_vote_of_few_has_no_figure_and_its_groups_none_that_is_hidden() -> None:
    secret = replace(VOTING, secrecy=Secrecy.SECRET, names_to=NamesTo.MODERATORS)
    bare = vote(voting=secret, tally=None, outcome=None, observers=None, votes=(), proxies=())
    few = docx(voted(bare, ballots=ReportBallots("d" * 64, suppressed=True)), ENGLISH)
    assert "Figures of this vote are not shown." in few
    assert not {"For", "Against"} & set(few)
    groups = (ReportGroup("Africa", Counts(6, {"y": 5, "n": 1})),)
    many = replace(bare, tally=Counts(12, {"y": 7, "n": 5}), digest="e" * 64, salt="f" * 64)
    words = docx(voted(many, ballots=ReportBallots("e" * 64, "f" * 64, groups=groups)), ENGLISH)
    assert "Africa" in words
    assert f"Salt that opens the seal: {'f' * 64}" in words
