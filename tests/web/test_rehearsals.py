from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.house import ACTIVITY, EVENT, REHEARSAL, House, house

PAGE = f"/moderate/{EVENT.id}/rehearsal"


@pytest.fixture
def place(tmp_path: Path) -> House:
    return house(tmp_path)


@pytest.fixture
def mary(place: House) -> FlaskClient:
    return place.sign_in(place.app().test_client(), "mary")


@pytest.mark.parametrize(("who", "status"), [("grace", 403), ("sofia", 404), (None, 302)])
@pytest.mark.parametrize("way", ["", "/phones", "/wipe"])
def test_rehearsing_is_for_moderators(place: House, who: str | None, status: int, way: str) -> None:
    client = place.app().test_client()
    if who:
        place.sign_in(client, who)
    assert client.post(PAGE + way, data={"phones": "50"}).status_code == status
    assert place.rehearsals.copies == {}


def test_page_offers_the_whole_meeting_and_each_activity(mary: FlaskClient) -> None:
    page = mary.get(PAGE).get_data(as_text=True)
    assert "the whole meeting" in page
    assert f'value="{ACTIVITY.slug}"' in page


def test_start_goes_to_the_console_of_the_copy(place: House, mary: FlaskClient) -> None:
    answer = mary.post(PAGE, data={"activity": ACTIVITY.slug, "phones": "150"})
    assert answer.status_code == 303
    assert answer.location.endswith(f"/moderate/{REHEARSAL.id}/")
    assert place.rehearsals.copies == {EVENT.id: (ACTIVITY.slug, 150)}


@pytest.mark.parametrize(("typed", "phones"), [("7", 0), ("", 0), ("10000", 0), ("300", 300)])
def test_only_what_is_offered_can_be_asked_for(
    place: House, mary: FlaskClient, typed: str, phones: int
) -> None:
    mary.post(PAGE, data={"activity": "made-up", "phones": typed})
    assert place.rehearsals.copies == {EVENT.id: (None, phones)}


def test_page_of_a_running_rehearsal_leads_to_it(place: House, mary: FlaskClient) -> None:
    mary.post(PAGE, data={"phones": "50"})
    page = mary.get(PAGE).get_data(as_text=True)
    assert f"/moderate/{REHEARSAL.id}/" in page
    assert "555&nbsp;555" in page
    mary.post(f"{PAGE}/phones", data={"phones": "0"})
    assert place.rehearsals.phones(EVENT.id) == 0
    assert "no simulated phones" in mary.get(PAGE).get_data(as_text=True)


def test_wiped_is_said(place: House, mary: FlaskClient) -> None:
    mary.post(PAGE, data={"phones": "50"})
    answer = mary.post(f"{PAGE}/wipe", follow_redirects=True)
    assert "Nothing of it is left." in answer.get_data(as_text=True)
    assert place.rehearsals.copies == {}


def test_copy_is_marked_and_stands_in_no_list(place: House) -> None:
    client = place.sign_in(place.app().test_client(), "admin")
    client.post(PAGE, data={"phones": "50"})
    assert f"/moderate/{REHEARSAL.id}/" not in client.get("/moderate/").get_data(as_text=True)
    assert client.get(f"/moderate/{REHEARSAL.id}/rehearsal").location.endswith(PAGE)
    assert "&#34;rehearsal&#34;: true" in client.get(f"/j/{REHEARSAL.code}").get_data(as_text=True)
