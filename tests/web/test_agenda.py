"""An agenda brought in by a moderator: seen first, written after."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from quizapp.domain.live.commands import NoteContentChanged
from quizapp.importers.agenda import LARGEST_AGENDA
from quizapp.web.agenda import MOST_UNPLACED
from quizapp.web.floor_lines import MOST_FLOORS
from tests.web.house import EVENT, House

AsAccount = Callable[[str], FlaskClient]
URL = f"/moderate/{EVENT.id}/agenda"
TEXT = (
    "Day 1 (5 March 2018)\n\nI. Opening <b>address</b>\n\nstray\n\nPOINT 3 – Odd\n\nII. Closing\n"
)


@pytest.fixture
def client(as_account: AsAccount) -> FlaskClient:
    return as_account("mary")


def carried(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(name|data)" value="([^"]*)"', page))


def test_what_is_pasted_is_shown_and_not_written(house: House, client: FlaskClient) -> None:
    page = client.post(URL, data={"text": TEXT}).get_data(as_text=True)
    assert "Opening &lt;b&gt;address&lt;/b&gt;" in page
    assert "March 5, 2018" in page
    assert "It looks numbered, but not as VIII. or (a)." in page
    assert "line 7" in page
    assert (house.events.rows[EVENT.id].agenda, house.live.done) == (EVENT.agenda, [])


def test_what_was_agreed_to_is_written(house: House, client: FlaskClient) -> None:
    page = client.post(URL, data={"text": TEXT}).get_data(as_text=True)
    done = client.post(f"{URL}/confirm", data=carried(page))
    assert done.location == f"{URL}?saved=1"
    assert [each.path for each in house.events.rows[EVENT.id].agenda] == ["I", "II"]
    assert house.live.done[-1][1:] == (NoteContentChanged(), "mary")
    assert "The agenda is in place." in client.get(done.location).get_data(as_text=True)


def test_a_file_says_its_format_and_the_floors_that_are_not_there(client: FlaskClient) -> None:
    table = b"day,title,title_fr,room\n2018-03-01,Opening,Ouverture,Annex\n"
    data = {"file": (io.BytesIO(table), "day.csv")}
    page = client.post(URL, data=data, content_type="multipart/form-data").get_data(as_text=True)
    assert "Table (CSV)" in page
    assert "New floors will be made of these rooms: Annex." in page
    assert "Français" in page


def test_items_that_go_are_named_with_their_activities(house: House, client: FlaskClient) -> None:
    page = client.post(URL, data={"text": TEXT}).get_data(as_text=True)
    client.post(f"{URL}/confirm", data=carried(page))
    page = client.post(URL, data={"text": "Day 1\n\nI. Opening\n"}).get_data(as_text=True)
    assert "1 item of now is not in it and will go" in page
    assert "Closing" in page


def test_a_broken_file_names_its_line_and_loses_nothing(client: FlaskClient) -> None:
    said = client.post(URL, data={"text": "BEGIN:VCALENDAR\nnonsense\n"})
    page = said.get_data(as_text=True)
    assert said.status_code == 400
    assert "line 2" in page
    assert "BEGIN:VCALENDAR\nnonsense" in page


def test_nothing_is_no_agenda(client: FlaskClient) -> None:
    said = client.post(URL, data={"text": " "})
    assert said.status_code == 400
    assert "Please choose a file, or paste a text." in said.get_data(as_text=True)


@pytest.mark.parametrize("data", ["", "%%%", "QUJD"])
def test_what_the_preview_did_not_carry_is_refused(client: FlaskClient, data: str) -> None:
    assert client.post(f"{URL}/confirm", data={"name": "a.ics", "data": data}).status_code == 400


def test_what_is_too_large_is_refused_unread(client: FlaskClient) -> None:
    said = client.post(URL, data={"text": "x" * (2 * LARGEST_AGENDA)})
    assert said.status_code == 413
    assert "1024 KiB" in said.get_data(as_text=True)


def test_only_moderators_bring_agendas(as_account: AsAccount) -> None:
    helper = as_account("grace")
    assert helper.get(URL).status_code in (403, 404)
    assert helper.post(URL, data={"text": TEXT}).status_code in (403, 404)
    assert helper.post(f"{URL}/confirm", data={"data": ""}).status_code in (403, 404)


def test_a_page_tells_of_the_first_lines_that_found_no_place(client: FlaskClient) -> None:
    lines = "(a) again\n" * (MOST_UNPLACED + 51)
    page = client.post(URL, data={"text": f"Day 1\n\nI. OPENING\n\n{lines}"}).text
    assert (page.count('class="tag">line'), "+ 50<" in page) == (MOST_UNPLACED, True)


def test_rooms_without_end_make_no_floors(house: House, client: FlaskClient) -> None:
    rows = "".join(f"x{n},2018-03-01,room {n}\n" for n in range(MOST_FLOORS + 1))
    table = f"title,day,room\n{rows}"
    refused = client.post(URL, data={"text": table})
    assert (refused.status_code, "At most 20 floors, please." in refused.text) == (400, True)
    data = base64.b64encode(table.encode()).decode()
    assert client.post(f"{URL}/confirm", data={"name": "a", "data": data}).status_code == 400
    assert house.live.done == []
