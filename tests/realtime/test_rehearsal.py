"""A rehearsal as a moderator makes it: by the page's forms, on a real server, with real phones."""

from __future__ import annotations

import asyncio
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from quizapp.domain.live.state import Phase
from quizapp.rehearsal.wire import Refusal, WireError
from quizapp.services.sign_in import SESSION_COOKIE
from tests.live_server import LiveServer, Moderator, until

PHONES = 10
ACTIVITY = "integrity-quiz"


class Browser:
    """The moderator's browser, as far as forms go."""

    def __init__(self, server: LiveServer, session: str) -> None:
        self._url = server.url
        jar = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open
        self._cookie = f"{SESSION_COOKIE}={session}"
        self._jar = jar

    def get(self, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """The address where it ends, and the page there."""
        data = None if form is None else urllib.parse.urlencode(form).encode()
        cookies = "; ".join([self._cookie, *(f"{each.name}={each.value}" for each in self._jar)])
        asked = urllib.request.Request(self._url + path, data, {"Cookie": cookies})
        with self._open(asked) as answer:
            return answer.url, answer.read().decode()

    def send(self, page: str, path: str, **form: str) -> str:
        """Send the form of a page; the address where that leads."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page)[1])
        assert token
        return self.get(path, {"csrf_token": token[1], **form})[0]


async def rehearse(server: LiveServer) -> None:
    session, event_id = server.sign_in(), server.event_id()
    browser, page = Browser(server, session), f"/moderate/{server.event_id()}/rehearsal"
    meeting = await Moderator(server, event_id, session).connect()
    before = meeting.state["rev"]

    console = await asyncio.to_thread(
        browser.send, page, page, activity=ACTIVITY, phones=str(PHONES)
    )
    copy_id = console.rstrip("/").rsplit("/", 1)[1]
    assert copy_id != event_id
    moderator = await Moderator(server, copy_id, session).connect()
    assert moderator.state["event"]["rehearsal"] is True
    await until("the phones", lambda: moderator.crowd.get("joined") == PHONES)

    (line,) = [each for line in moderator.state["run"] for each in line["activities"]]
    await moderator.do("start_activity", activity_id=line["id"])
    await moderator.next(Phase.ASKED)
    await moderator.next(Phase.OPEN)
    await until("answers", lambda: moderator.crowd["answered"] >= PHONES // 2)
    assert meeting.state["rev"] == before
    assert meeting.crowd["joined"] == 0

    await asyncio.to_thread(browser.send, page, f"{page}/wipe")
    with pytest.raises(WireError):
        await moderator.command("next_step")
    with pytest.raises(Refusal):
        await Moderator(server, copy_id, session).connect()
    with pytest.raises(urllib.error.HTTPError):
        await asyncio.to_thread(browser.get, f"/moderate/{copy_id}/")
    await meeting.do("blank_screen", on=True)
    await meeting.close()
    await moderator.close()


def test_a_rehearsal_fills_plays_and_leaves_nothing(tmp_path: Path) -> None:
    with LiveServer(tmp_path) as server:
        asyncio.run(rehearse(server))
        assert server.stop() == 0
    assert "Traceback" not in server.output
