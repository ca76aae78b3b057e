"""The annex as a page and as files."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from flask.testing import FlaskClient

from tests.exports.annex.test_annex import whole
from tests.web.house import EVENT, House

AsAccount = Callable[[str], FlaskClient]
URL = f"/moderate/{EVENT.id}/annex"


@pytest.fixture
def client(as_account: AsAccount) -> FlaskClient:
    return as_account("mary")


def test_before_anything_was_asked_there_is_nothing_to_take(client: FlaskClient) -> None:
    page = client.get(URL).get_data(as_text=True)
    assert "Nothing to record yet" in page
    assert "<form class=" not in page


def test_page_says_what_is_in_it(house: House, client: FlaskClient) -> None:
    house.annexes.made = whole()
    page = client.get(URL).get_data(as_text=True)
    assert "Fighting bribery" in page
    assert "2 questions from the floor" in page


@pytest.mark.parametrize(
    ("query", "name", "start"),
    [
        ("format=docx&first=en", "isc-17_annex_en.docx", b"PK"),
        ("format=docx&first=fr&second=en", "isc-17_annex_fr-en.docx", b"PK"),
        ("format=pdf&first=en&second=en", "isc-17_annex_en.pdf", b"%PDF"),
    ],
)
def test_files_are_named_by_their_languages(
    house: House, client: FlaskClient, query: str, name: str, start: bytes
) -> None:
    house.annexes.made = whole()
    got = client.get(f"{URL}/file?{query}")
    assert got.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert got.data.startswith(start)


def test_words_are_in_the_language_that_was_asked_for(house: House, client: FlaskClient) -> None:
    house.annexes.made = whole()
    file = client.get(f"{URL}/file?format=docx&first=fr").data
    texts = [each.text for each in Document(io.BytesIO(file)).paragraphs]
    assert "VIII (a) Lutte contre la corruption" in texts
    assert "Énoncé de arusha" in texts


@pytest.mark.parametrize(
    ("query", "status"),
    [("format=odt&first=en", 404), ("format=pdf", 400), ("format=pdf&first=xx", 400)],
)
def test_what_can_t_be_made_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"{URL}/file?{query}").status_code == status


def test_only_moderators_take_it_away(as_account: AsAccount) -> None:
    helper = as_account("grace")
    assert helper.get(URL).status_code in (403, 404)
    assert helper.get(f"{URL}/file?format=pdf&first=en").status_code in (403, 404)
