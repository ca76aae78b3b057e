"""The agenda reader: real, shuffled and foreign agendas, and any text at all."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.domain.agenda import (
    REASONS,
    Agenda,
    AgendaDay,
    AgendaItem,
    Unplaced,
    format_tree,
    read_agenda,
    walk,
)
from quizapp.domain.agenda.order import longest_rise, roman

GOLDEN = Path(__file__).parent / "agenda"
SEED = Path(__file__).parents[2] / "question_banks" / "isc-17-agenda.txt"

HEADER = "DRAFT AGENDA\n1 – 2 March 2018\n\n"
WIDE = "A paragraph that is as wide as the page, so that the reader knows what a full line is."


def seed_text() -> str:
    return SEED.read_bytes().decode("utf-8")


def only_item(text: str) -> AgendaItem:
    agenda = read_agenda(text)
    assert agenda.unplaced == ()
    (item,) = agenda.items
    return item


def reported(text: str) -> list[tuple[int, str]]:
    return [(it.line, it.reason) for it in read_agenda(text).unplaced]


# The real agenda


def test_seed_header_and_days_are_read() -> None:
    agenda = read_agenda(seed_text())
    assert (agenda.heading, agenda.theme) == (
        "DRAFT AGENDA",
        "SECURITY AND INTEGRITY: CURBING THREATS, LEVERAGING OPPORTUNITIES",
    )
    assert (agenda.starts_on, agenda.ends_on) == (dt.date(2018, 3, 1), dt.date(2018, 3, 2))
    assert agenda.starts_at == dt.time(9, 30)
    assert agenda.days == (AgendaDay(1, dt.date(2018, 3, 1)), AgendaDay(2, dt.date(2018, 3, 2)))
    assert agenda.unplaced == ()


SEED_TITLES = {
    "I": "Opening address",
    "II": "Comments by the Chairperson of the Integrity Sub-Committee",
    "III": "Adoption of the Agenda",
    "IV": "Introduction – Director Capacity Building",
    "V": "Organized crime and corruption as a major threat to security",
    "VI": "Information security & Data management to address integrity",
    "VII": "Integrity testing as a preventive measure (Member experience)",
    "VIII": "Fighting international Bribery and Illicit financial flows (IFFs)",
    "VIII (a)": "Fighting International bribery- the OECD perspective",
    "VIII (b)": "It takes two to tango – new Private sector initiatives to prevent"
    " Bribery when interacting with Customs",
    "VIII (c)": "WCO initiatives and tools to curb illicit financial flows (IFF)",
    "IX": "TFA implementation as a new impetus for Integrity development",
    "IX (a)": "Integrity on the agenda of the National Committees on Trade"
    " Facilitation (NCTFs): Member experience",
    "IX (b)": "Mercator programme’s potential for strengthening integrity in Customs",
    "INTEGRITY QUIZ": "INTEGRITY QUIZ",
    "X": "Latest activities of the WCO Secretariat on Integrity development",
    "X (a)": "The role of WCO in G20’s Anti-Corruption Initiative (update of the progress on the"
    " initiative “G20 High Level Principles on Countering Corruption in Customs”)",
    "X (b)": "Best practices on Internal Controls and relationship with external controls",
    "X (c)": "Summary of the WCO Integrity related activities",
    "XI": "Other Business :",
}


def test_seed_items_have_their_paths_and_whole_titles() -> None:
    found = [(path, item.title) for path, item in walk(read_agenda(seed_text()))]
    assert found == list(SEED_TITLES.items())


def test_seed_items_have_their_days_and_references() -> None:
    items = dict(walk(read_agenda(seed_text())))
    assert [path for path, item in items.items() if item.day == 1] == list(SEED_TITLES)[:7]
    assert {path: item.reference for path, item in items.items() if item.reference} == {
        "VIII": "HI0086E1",
        "IX": "HI0087E1",
        "X": "HI0088E1",
    }


def test_seed_paragraphs_are_joined_and_bullets_kept_apart() -> None:
    texts = {path: item.text for path, item in walk(read_agenda(seed_text()))}
    assert texts["VII"] == (
        "Members will share experiences on different options for organizing and conducting"
        " Integrity testing in Customs and illustrate the role of Integrity testing systems in"
        " preventing unethical behavior of Customs officers."
    )
    assert texts["XI"] == (
        "• Closing remarks\n• Date and place of next session\n• Election of the Chair"
    )
    assert texts["VIII"] == texts["INTEGRITY QUIZ"] == ""


def test_seed_loses_no_character() -> None:
    agenda = read_agenda(seed_text())
    structure = "1–2March2018(startingat9.30a.m.)" + "Day1(1March)" + "Day2(2March)" + "." * 11
    printed = Counter("".join(seed_text().split()))
    assert printed == held_characters(agenda, bullets=True) + Counter(structure)


@pytest.mark.parametrize("name", ["shuffled", "foreign", "mixed"])
def test_tree_is_as_looked_at_by_eye(name: str) -> None:
    text = (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert format_tree(read_agenda(text)) + "\n" == (GOLDEN / f"{name}.tree.txt").read_text("utf-8")


def test_seed_tree_is_as_looked_at_by_eye() -> None:
    golden = (GOLDEN / "isc-17.tree.txt").read_text("utf-8")
    assert format_tree(read_agenda(seed_text())) + "\n" == golden


@pytest.mark.parametrize(
    "disturb",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="cr"),
        pytest.param(lambda text: "\ufeff" + text, id="bom"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="non-breaking"),
        pytest.param(lambda text: text.replace("  ", "\t"), id="tabs"),
        pytest.param(lambda text: re.sub(r"(?m)^\s+$", "", text), id="blank lines emptied"),
        pytest.param(lambda text: re.sub(r"(?m)[ \t]+$", "", text), id="ends stripped"),
        pytest.param(lambda text: re.sub(r"(?m)$", "  \t\u00a0", text), id="ends blank"),
        pytest.param(lambda text: text.replace("1 – 2 March", "1-2 March"), id="hyphen in dates"),
        pytest.param(lambda text: text.replace("1 – 2 March", "1 \u2014 2 March"), id="em dash"),
        pytest.param(lambda text: text.replace("• ", "- "), id="dashes for bullets"),
        pytest.param(lambda text: text.replace("• ", "\uf0b7\t"), id="bullets of a word processor"),
    ],
)
def test_seed_reads_the_same_however_it_was_saved(disturb: Callable[[str], str]) -> None:
    disturbed = disturb(seed_text())
    assert disturbed != seed_text()
    assert read_agenda(disturbed) == read_agenda(seed_text())


def test_line_numbers_are_those_an_editor_shows() -> None:
    text = "AGENDA\r\n\r\n\x0cDay 1\r\nstray \u2028 line\r\nI. One"
    assert read_agenda(text).unplaced == (Unplaced(4, "stray line", "before_first_item"),)


# Header


@pytest.mark.parametrize(
    ("line", "starts_on", "ends_on", "starts_at"),
    [
        ("1 March 2018", (2018, 3, 1), (2018, 3, 1), None),
        ("30 March – 1 April 2019", (2019, 3, 30), (2019, 4, 1), None),
        ("30 December 2018 ‒ 2 January 2019", (2018, 12, 30), (2019, 1, 2), None),
        ("From 1st to 2nd Sept. 2018", (2018, 9, 1), (2018, 9, 2), None),
        ("1 and 2 March 2018", (2018, 3, 1), (2018, 3, 2), None),
        ("Thursday, 1 & Friday 2 March, 2018", (2018, 3, 1), (2018, 3, 2), None),
        ("1 March 2018 at 2 p.m.", (2018, 3, 1), (2018, 3, 1), (14, 0)),
        ("1 March 2018 (12:15 AM)", (2018, 3, 1), (2018, 3, 1), (0, 15)),
        ("1 March 2018, 14h05", (2018, 3, 1), (2018, 3, 1), (14, 5)),
    ],
)
def test_date_line_is_read(
    line: str,
    starts_on: tuple[int, int, int],
    ends_on: tuple[int, int, int],
    starts_at: tuple[int, int] | None,
) -> None:
    agenda = read_agenda(f"DRAFT AGENDA\n{line}\nTHEME\nI. Opening")
    assert (agenda.starts_on, agenda.ends_on) == (dt.date(*starts_on), dt.date(*ends_on))
    assert agenda.starts_at == (dt.time(*starts_at) if starts_at else None)
    assert (agenda.heading, agenda.theme, agenda.unplaced) == ("DRAFT AGENDA", "THEME", ())


@pytest.mark.parametrize("rest", [", Brussels", " (starting at 25.30)", " at noon"])
def test_date_line_with_more_on_it_is_used_and_reported(rest: str) -> None:
    agenda = read_agenda(f"AGENDA\n1 March 2018{rest}\nI. Opening")
    assert agenda.starts_on == dt.date(2018, 3, 1)
    assert [(it.line, it.reason) for it in agenda.unplaced] == [(2, "partly_read")]


@pytest.mark.parametrize(
    "line", ["31 February 2018", "2 – 1 March 2018", "1 – 2 March", "1 March 20189", "12 2018"]
)
def test_date_line_that_is_no_date_is_reported(line: str) -> None:
    agenda = read_agenda(f"AGENDA\n\n{line}\n\nI. Opening")
    assert agenda.starts_on is None
    assert [(it.line, it.reason) for it in agenda.unplaced] == [(3, "unknown_numbering")]


@pytest.mark.parametrize(
    ("header", "heading", "theme", "lines"),
    [
        ("DRAFT\nAGENDA\n\nTheme\nwrapped\n\nDay 1", "DRAFT AGENDA", "Theme wrapped", []),
        ("AGENDA\n\nTheme\n\n1 March 2018", "AGENDA", "Theme", []),
        ("1 March 2018\nAGENDA\nTheme", "AGENDA Theme", "", []),
        ("1 March 2018\n\nAGENDA\n\nTheme", "AGENDA", "Theme", []),
        ("garbage\n\nAGENDA\n1 March 2018\nTheme\n\ngarbage", "AGENDA", "Theme", [1, 7]),
        ("AGENDA\n1 March 2018\n\n1.1 garbage\n\nTheme", "AGENDA", "", [4, 6]),
        ("1.1 garbage\n\nSome title", "", "", [1, 3]),
        ("Some title\n\n1 March 2018\n2 March 2018", "Some title", "", [4]),
        ("Meeting on the programme\n\nPROGRAMME", "PROGRAMME", "", [1]),
        ("", "", "", []),
    ],
)
def test_heading_and_theme_are_told_from_garbage(
    header: str, heading: str, theme: str, lines: list[int]
) -> None:
    agenda = read_agenda(f"{header}\nI. Opening")
    assert (agenda.heading, agenda.theme) == (heading, theme)
    assert [it.line for it in agenda.unplaced] == lines


# Days


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("Day 1", None),
        ("DAY 1 (30 December)", (2018, 12, 30)),
        ("Day 1 – Tuesday, 1 January", (2019, 1, 1)),
        ("Day 1: 1 Jan. 2019", (2019, 1, 1)),
        ("Day 1, 5 May", (2018, 5, 5)),
        ("Day 1 30th December 2018", (2018, 12, 30)),
    ],
)
def test_day_takes_its_year_from_the_meeting(
    heading: str, date: tuple[int, int, int] | None
) -> None:
    agenda = read_agenda(f"AGENDA\n30 December 2018 – 2 January 2019\n\n{heading}\nI. Opening")
    assert agenda.days == (AgendaDay(1, dt.date(*date) if date else None),)
    assert agenda.unplaced == ()


@pytest.mark.parametrize("detail", ["1 March", "customs and trade", "31 February 2018"])
def test_day_that_says_something_else_begins_and_is_reported(detail: str) -> None:
    agenda = read_agenda(f"AGENDA\n\nDay 2 ({detail})\nI. Opening")
    assert agenda.days == (AgendaDay(2, None),)
    assert agenda.items[0].day == 2
    assert agenda.unplaced == (Unplaced(3, f"Day 2 ({detail})", "partly_read"),)


def test_day_repeated_or_going_back_changes_nothing() -> None:
    agenda = read_agenda("Day 1\nI. One\nDay 3\nII. Two\nDay 1\nIts text.\nDay 2\nIII. Three")
    assert [day.number for day in agenda.days] == [1, 3]
    assert [(item.number, item.day, item.text) for item in agenda.items] == [
        ("I", 1, ""),
        ("II", 3, "Its text."),
        ("III", 3, ""),
    ]
    assert [(it.line, it.reason) for it in agenda.unplaced] == [
        (5, "day_repeated"),
        (7, "number_out_of_order"),
    ]


def test_items_without_a_day_are_on_the_first() -> None:
    agenda = read_agenda(HEADER + "I. Opening\nDay 2\nII. Closing")
    assert agenda.days == (AgendaDay(1, dt.date(2018, 3, 1)), AgendaDay(2, None))
    assert [item.day for item in agenda.items] == [1, 2]


def test_item_goes_on_the_next_day() -> None:
    agenda = read_agenda("Day 1\nI. Debate\n(a) Here\nDay 2\nstray\n(b) There")
    (item,) = agenda.items
    assert [(child.number, child.day) for child in item.children] == [("(a)", 1), ("(b)", 2)]
    assert [(it.line, it.reason) for it in agenda.unplaced] == [(5, "before_first_item")]
    assert "(b)  There  (day 2)" in format_tree(agenda)


# Numbers


@pytest.mark.parametrize(
    "line", ["VIII. Title", "VIII.\tTitle", "VIII) Title", "VIII – Title", "VIII .  Title"]
)
def test_item_number_is_given_without_its_dot(line: str) -> None:
    item = only_item(line)
    assert (item.number, item.title) == ("VIII", "Title")


def test_item_number_alone_takes_the_next_line_as_its_title() -> None:
    assert only_item("I.\n\nOPENING\n\nIt begins.") == AgendaItem(
        "I", "OPENING", "It begins.", "", 1
    )
    assert only_item("I.").title == ""


@pytest.mark.parametrize(
    ("numbers", "left_out"),
    [
        ("I II III", []),
        ("V VII XI", []),
        ("I X IX XI", [3]),
        ("I II II III", [3]),
        ("I II III V IV V VI", [4]),
        ("L I II", [1]),
    ],
)
def test_items_out_of_order_are_reported_and_few(numbers: str, left_out: list[int]) -> None:
    text = "\n".join(f"{number}. Title" for number in numbers.split())
    assert reported(text) == [(line, "number_out_of_order") for line in left_out]


@given(st.lists(st.integers(1, 9), max_size=9))
def test_longest_rise_is_a_longest_one(numbers: list[int]) -> None:
    chosen = [numbers[at] for at in sorted(longest_rise(numbers))]
    assert chosen == sorted(set(chosen))
    best: list[int] = []
    for at, number in enumerate(numbers):
        best.append(1 + max((best[i] for i in range(at) if numbers[i] < number), default=0))
    assert len(chosen) == max(best, default=0)


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("XIV", 14), ("XXXIX", 39), ("XL", 40), ("IIII", 4)]
)
def test_roman_counts(numeral: str, value: int) -> None:
    assert roman(numeral) == value


def test_sub_items_out_of_order_take_their_text_along() -> None:
    text = "I. One\n(b) B\n(a) A\nText of a.\nHI0001E1\n(c) C\nII. Two\n(i) Far ahead\n(a) A"
    assert reported(text) == [
        (3, "number_out_of_order"),
        (4, "under_unplaced_line"),
        (5, "under_unplaced_line"),
        (8, "number_out_of_order"),
    ]
    assert [path for path, _ in walk(read_agenda(text))] == ["I", "I (b)", "I (c)", "II", "II (a)"]


def test_sub_item_before_the_first_item_has_no_parent() -> None:
    assert reported("AGENDA\n(a) Lost\nI. One") == [(2, "sub_item_without_item")]


def test_sub_items_of_an_item_out_of_order_have_no_parent() -> None:
    assert reported("I. One\nII. Two\nI. One again\n(a) Lost\nIII. Three") == [
        (3, "number_out_of_order"),
        (4, "sub_item_without_item"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1.2 Opening",
        "(ii) Opening",
        "POINT 3",
        "POINT 3 Opening",
        "Point 3 – Opening",
        "Jour 1",
        "Jour 1 (1 mars)",
    ],
)
def test_foreign_numbering_is_reported_with_what_is_under_it(line: str) -> None:
    assert reported(f"I. One\nText.\n{line}\n(a) Lost\nAlso lost.\nII. Two") == [
        (3, "unknown_numbering"),
        (4, "sub_item_without_item"),
        (5, "under_unplaced_line"),
    ]


# Titles, texts, references


def test_wrapped_title_is_joined_whatever_the_blank_lines() -> None:
    full = "I. A title which is nearly as wide as the page and goes on in"
    for gap in ("\n", "\n\n"):
        item = only_item(f"{full}{gap}Customs\n\n{WIDE}")
        assert item.title == full.removeprefix("I. ") + " Customs"
        assert item.text == WIDE


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("I. Short\nText without an end", "Short", "Text without an end"),
        ("I. Short title\n\nof two lines", "Short title of two lines", ""),
        ("I. Update (of the\n\nG20)", "Update (of the G20)", ""),
        ("I. Update (of the\n\n\nG20)", "Update (of the", "G20)"),
        ("I. Update (of the\n\nIt is a sentence.", "Update (of the", "It is a sentence."),
        ("I. BRIBERY\nAND CORRUPTION", "BRIBERY AND CORRUPTION", ""),
        ("I. Title\n\nText.\n\nIt goes\non.", "Title", "Text.\n\nIt goes on."),
        ("I. Title\n\nText.\n\nlower.", "Title", "Text.\n\nlower."),
    ],
)
def test_title_is_told_from_text(text: str, title: str, body: str) -> None:
    item = only_item(f"{text}\n\n\n{WIDE}")
    assert (item.title, item.text) == (title, f"{body}\n\n{WIDE}".lstrip())


@pytest.mark.parametrize(
    ("text", "title", "body", "reference"),
    [
        ("I. Title HI0086E1", "Title", "", "HI0086E1"),
        ("I. Title (HI0086E1)", "Title", "", "HI0086E1"),
        ("I. Title [HI0086E1, SC0002Fa]", "Title", "", "HI0086E1, SC0002Fa"),
        ("I. Title HI0086E1 / HI0087E1", "Title", "", "HI0086E1 / HI0087E1"),
        (
            "I. Title HI0086E1\nof two lines\nHI0087E1",
            "Title of two lines",
            "",
            "HI0086E1, HI0087E1",
        ),
        ("I. HI0086E1\nTitle", "Title", "", "HI0086E1"),
        ("I. Title\n\nText.\n\n(HI0086E1)", "Title", "Text.", "HI0086E1"),
        ("I. Title (see HI0086E1)", "Title (see HI0086E1)", "", ""),
        ("I. Title of G20 in ISO9001", "Title of G20 in ISO9001", "", ""),
        (
            "I. Title\n\nRead document\nHI0086E1\nfirst.",
            "Title",
            "Read document HI0086E1 first.",
            "",
        ),
    ],
)
def test_references_belong_to_the_item(text: str, title: str, body: str, reference: str) -> None:
    assert only_item(text) == AgendaItem("I", title, body, reference, 1)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("• one\n• two\nwrapped\n\n• three", "• one\n• two wrapped\n• three"),
        ("Bring:\n- one\n* two", "Bring:\n\n• one\n• two"),
        ("A sentence with\n– a thought –\nin it.", "A sentence with – a thought – in it."),
        ("1. one\n2. two\n\nEnd.", "1. one\n2. two\n\nEnd."),
        ("•\none", "• one"),
        ("•", "•"),
    ],
)
def test_lists_are_kept_line_by_line(text: str, body: str) -> None:
    assert only_item(f"I. Title\n\n\n{text}").text == body


def test_capitals_begin_an_unnumbered_item() -> None:
    agenda = read_agenda(
        "I. One\nText.\nINTEGRITY QUIZ HI0001E1\nBring a phone.\n(a) Round\nII. Two"
    )
    assert agenda.unplaced == ()
    assert agenda.items[1] == AgendaItem(
        number="",
        title="INTEGRITY QUIZ",
        text="Bring a phone.",
        reference="HI0001E1",
        day=1,
        children=(AgendaItem("(a)", "Round", "", "", 1),),
    )
    assert [path for path, _ in walk(agenda)][1:3] == ["INTEGRITY QUIZ", "INTEGRITY QUIZ (a)"]


@pytest.mark.parametrize("line", ["WCO", "THE END.", "Coffee", "2018"])
def test_other_lines_are_text(line: str) -> None:
    assert only_item(f"I. One\n\nText.\n\n{line}").text == f"Text.\n\n{line}"


def test_capitals_inside_a_sentence_are_text() -> None:
    assert only_item("I. One\n\nA word from the\nUNITED NATIONS\nfirst").text.count("\n") == 0


def test_path_stands_under_any_parent() -> None:
    item = AgendaItem("(a)", "Title", "", "", 1)
    assert (item.path(), item.path("VIII")) == ("(a)", "VIII (a)")


# Any text


def held_text(agenda: Agenda) -> Iterator[str]:
    yield from (agenda.heading, agenda.theme)
    for _, item in walk(agenda):
        yield from (item.number, item.title, item.text, item.reference)


def held_characters(agenda: Agenda, *, bullets: bool = False) -> Counter[str]:
    """Count what the tree holds: everything, or what no mark or bracket can hide."""
    joined = "".join("".join(held_text(agenda)).split())
    return Counter(joined if bullets else filter(str.isalnum, joined))


def assert_every_line_is_placed_or_reported(text: str, *, dates: tuple[str, ...] = ()) -> None:
    agenda = read_agenda(text)
    lines = [" ".join(line.split()) for line in re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))]
    numbers = [it.line for it in agenda.unplaced]
    assert numbers == sorted(set(numbers))
    for it in agenda.unplaced:
        assert it.text == lines[it.line - 1]
        assert it.reason in REASONS
    placed = (line for at, line in enumerate(lines, start=1) if at not in numbers)
    kept = "".join(line for line in placed if line not in dates and not DAY_LINE.match(line))
    assert Counter(filter(str.isalnum, kept)) == held_characters(agenda)
    assert {item.day for _, item in walk(agenda)} <= {day.number for day in agenda.days}
    assert format_tree(agenda).endswith("place.") == (not numbers)


DAY_LINE = re.compile(r"(?i)day \d")
DATE_LINES = ("1 – 2 March 2018", "30 March – 1 April 2019 (starting at 9.30 a.m.)")
AGENDA_LINES = st.sampled_from(
    [
        "",
        "   \t",
        *("Day 1", "Day 2 (2 March)", "Day 3: closing", "Day 4 – 1 April"),
        *("I. Opening", "II.  Bribery HI0086E1", "III.", "IX. TFA", "X. Late", "V. Ivanov speaks"),
        *("(a) First", " (b) Second", "(c)", "(i) Far", "(ii) Too deep", "(s)he"),
        *("INTEGRITY QUIZ", "WCO", "HI0088E1", "(HI0089E1)", "COFFEE BREAK AND A WALK IN THE PARK"),
        *("1.2 Opening", "Jour 1", "POINT 3", "Point 4 – Divers", "1. first", "2) second"),
        *("• bullet", "- dash", "•", "–", "of the G20)", "An update (of the", "A sentence ends."),
        "A long line that fills the page from its left side to its right side and goes on in",
    ]
)


@given(st.lists(AGENDA_LINES, max_size=30), st.sampled_from(["", *DATE_LINES]))
def test_every_line_of_an_agenda_is_placed_or_reported(lines: list[str], dates: str) -> None:
    assert_every_line_is_placed_or_reported("\n".join([dates, *lines]), dates=(dates,))


@given(st.text())
@example("")
@example("\ufeff\ufeff\n•")
@example("I. \x1c\x85\u2028\nᲀ. x\nday ٣")
def test_every_line_of_any_text_is_placed_or_reported(text: str) -> None:
    assert_every_line_is_placed_or_reported(text)


# Drawing


def test_tree_of_nothing_says_that_nothing_is_missing() -> None:
    assert format_tree(read_agenda("")) == "Every line found its place."


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("1 March 2018", "2018-03-01"),
        ("1 March 2018, 9.30", "2018-03-01, from 09:30"),
        ("1 – 2 March 2018", "2018-03-01 to 2018-03-02"),
    ],
)
def test_tree_says_when(line: str, drawn: str) -> None:
    assert format_tree(read_agenda(f"AGENDA\n{line}")).split("\n")[1] == drawn
