"""Headers, cookies, CSRF, and whom we believe about addresses."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp.config import Settings

LARGEST_FORM: Final = 64 * 1024

_LIVE_AUDIENCES: Final = frozenset({"phone", "screen", "console", "editor", "preview"})
_FRAMED: Final = frozenset({"screen", "preview"})
_FRAMING: Final = frozenset({"console", "editor"})
_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_NOTHING: Final = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "serial",
    "usb",
    "xr-spatial-tracking",
]
PERMISSIONS: Final = ", ".join(
    [f"{feature}=()" for feature in _NOTHING] + ["fullscreen=(self)", "screen-wake-lock=(self)"]
)


def register(app: Flask, settings: Settings) -> None:
    """Set everything up; believes proxies only where the settings say how many there are."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="quizapp_form",
        # A console page stays open for days; the token lives as long as the browser does.
        WTF_CSRF_TIME_LIMIT=None,
        # It would compare the Referer, which our own policy withholds.
        WTF_CSRF_SSL_STRICT=False,
    )
    CSRFProtect(app)
    app.session_interface = _Sessions()
    app.after_request(_headers)
    proxies = settings.trusted_proxies
    if proxies:
        fixed: Any = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
        app.wsgi_app = fixed  # type: ignore[method-assign]  # the way that Flask documents


class _Sessions(SecureCookieSessionInterface):
    """The cookie behind the forms' tokens; set on pages with a form only."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether it came by https is known per request."""
        return request.is_secure


def audience(name: str) -> None:
    """Say whom the page is for: one of `_LIVE_AUDIENCES` may run our scripts, and a line to us."""
    g.audience = name


def allow_scripts() -> None:
    """Say that the page has a script of ours, and no socket."""
    g.scripts = True


def _headers(response: Response) -> Response:
    framed = g.get("audience") in _FRAMED
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.path.startswith("/static/") and response.status_code in {200, 304}:
        # Scripts, styles and fonts are no documents: what governs those would be a kilobyte a file.
        return response
    headers["Content-Security-Policy"] = _policy(g.get("audience"), bool(g.get("scripts")))
    headers["X-Frame-Options"] = "SAMEORIGIN" if framed else "DENY"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = PERMISSIONS
    if _trustworthy():
        # Browsers ignore it elsewhere, and complain.
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers.setdefault("Cache-Control", "no-store")
    return response


def _policy(audience: str | None, scripts: bool) -> str:
    live = audience in _LIVE_AUDIENCES
    rules = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'" if audience in _FRAMED else "'none'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "style-src": "'self'",
    }
    if live or scripts:
        rules["script-src"] = "'self'"
        rules["require-trusted-types-for"] = "'script'"
        rules["trusted-types"] = "'none'"
    if live:
        rules["connect-src"] = f"'self'{_own_sockets()}"
    if audience in _FRAMING:
        rules["frame-src"] = "'self'"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _own_sockets() -> str:
    """Our own host, for browsers to which 'self' does not mean its WebSockets (Safari < 15.4)."""
    host = request.host
    return f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""


def _trustworthy() -> bool:
    name = urlsplit(f"//{request.host}").hostname if _HOST.fullmatch(request.host) else None
    return request.is_secure or name in {"localhost", "127.0.0.1", "::1"}
