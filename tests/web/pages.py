"""Reading what a page says."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from werkzeug.test import TestResponse


def data_page(response: TestResponse) -> dict[str, Any]:
    """What a shell tells its script."""
    found = re.search(r'data-page="([^"]*)"', response.text)
    assert found is not None
    page = json.loads(html.unescape(found[1]))
    assert isinstance(page, dict)
    return page


def csrf_token(response: TestResponse) -> str:
    """The token in the first form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', response.text)
    assert found is not None
    return found[1]
