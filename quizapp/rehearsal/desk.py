"""The organiser's side of a measurement: signs in by a link, has an event made, and takes it away."""

from __future__ import annotations

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from quizapp.domain.errors import QuizappError
from quizapp.services.sign_in import SESSION_COOKIE

PATIENCE_S = 120.0
GONE = 410
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class DeskRefused(QuizappError):
    """The server took the link or the request not: `reason` says why."""

    code = "desk_refused"


@dataclass(frozen=True, slots=True)
class Trial:
    """An event to measure with. `pid` is the server's process where it says so."""

    event_id: str
    code: str
    screen_token: str
    pid: int | None


class _StayHere(urllib.request.HTTPRedirectHandler):
    """The cookie is what is wanted, not the page behind it."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Desk:
    """A signed-in administrator without a browser. Everything in it blocks."""

    def __init__(self, url: str, link: str) -> None:
        """Use the one-time link. Raises `DeskRefused`."""
        self._url = url
        self._jar = http.cookiejar.CookieJar()
        self._browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self._jar), _StayHere()
        )
        path = urllib.parse.urlsplit(link).path
        self._send(path, self._token(path))
        if not self.cookie:
            raise DeskRefused(reason="the sign-in link is used up or too old")

    @property
    def cookie(self) -> str:
        """What a console's socket sends along."""
        found = [each for each in self._jar if each.name == SESSION_COOKIE]
        return f"{SESSION_COOKIE}={found[0].value}" if found else ""

    def make_trial(self) -> Trial:
        """Have an event made to measure with."""
        answer = json.loads(self._send("/moderate/trial", self._token("/moderate/trial")))
        return Trial(**answer)

    def remove_trial(self, trial: Trial) -> None:
        """Have it deleted with everything in it."""
        form = self._token("/moderate/trial") | {"event_id": trial.event_id}
        self._send("/moderate/trial/remove", form)

    def export(self, trial: Trial, activity_id: str) -> dict[str, Any]:
        """The JSON report of an activity."""
        path = f"/moderate/{trial.event_id}/activities/{activity_id}/results.json"
        report: dict[str, Any] = json.loads(self._get(path))
        return report

    def load_page(self, code: str) -> float:
        """Seconds that the phone's page takes."""
        began = perf_counter()
        self._get(f"/j/{code}")
        return perf_counter() - began

    def load(self, path: str) -> bytes:
        """Whatever stands there."""
        return self._open(urllib.request.Request(self._url + path))  # noqa: S310 - as below

    def _token(self, path: str) -> dict[str, str]:
        found = _TOKEN.search(self._get(path))
        if found is None:
            raise DeskRefused(reason=f"{path} has no form for us")
        return {"csrf_token": found[1]}

    def _get(self, path: str) -> str:
        return self._read(urllib.request.Request(self._url + path))  # noqa: S310 - the operator's address

    def _send(self, path: str, form: dict[str, str]) -> str:
        data = urllib.parse.urlencode(form).encode()
        return self._read(urllib.request.Request(self._url + path, data))  # noqa: S310 - as above

    def _read(self, request: urllib.request.Request) -> str:
        return self._open(request).decode()

    def _open(self, request: urllib.request.Request) -> bytes:
        try:
            with self._browser.open(request, timeout=PATIENCE_S) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            if error.code in (302, 303):
                return b""
            if error.code == GONE:
                raise DeskRefused(reason="the sign-in link is used up or too old") from error
            raise DeskRefused(reason=f"{request.selector}: {error.code}") from error
        except (urllib.error.URLError, TimeoutError) as error:
            raise DeskRefused(reason=str(error)) from error
