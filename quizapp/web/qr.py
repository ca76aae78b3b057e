"""QR codes as SVG: black on white with a quiet zone, whatever the theme of the page."""

from __future__ import annotations

import re
from typing import Final

import qrcode
from flask import Response
from qrcode.constants import ERROR_CORRECT_M

from quizapp.domain.event import Wifi

QUIET_ZONE: Final = 4
"""Modules of white around the code, as ISO/IEC 18004 asks for."""


def svg(text: str) -> str:
    """The picture, one unit a module."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    size = len(matrix)
    path = "".join(_runs(y, row) for y, row in enumerate(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def svg_response(text: str) -> Response:
    """The picture as an answer that is not kept: the address or the Wi-Fi may change."""
    return Response(svg(text), content_type="image/svg+xml")


def wifi_text(wifi: Wifi) -> str:
    """What phones read as a Wi-Fi: `WIFI:T:WPA;S:name;P:password;;`, specials escaped."""
    parts = [f"T:{wifi.security}", f"S:{_escaped(wifi.ssid)}"]
    if wifi.security != "nopass":
        parts.append(f"P:{_escaped(wifi.password)}")
    if wifi.hidden:
        parts.append("H:true")
    return f"WIFI:{';'.join(parts)};;"


def _escaped(text: str) -> str:
    return re.sub(r'([\\;,:"])', r"\\\1", text)


def _runs(y: int, row: list[bool] | list[bool | None]) -> str:
    """One rectangle for each run of dark modules, so that no hairline shows between them."""
    cells = "".join("1" if dark else "0" for dark in row)
    return "".join(
        f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z" for run in re.finditer("1+", cells)
    )
