"""What the program writes down about itself: for people or for programs, and never without an end.

Events and rounds are named by their ids. Names, answers and secrets never come here.
"""

from __future__ import annotations

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from quizapp.config import LogForm

FIELDS: Final = ("event", "round", "floor", "activity", "seq", "code")
"""What a record may say beside its message, by `extra`."""

MOST_ALIKE: Final = 10
"""Lines of one kind in a minute; how many more there were is said afterwards."""
MINUTE_S: Final = 60.0
MOST_KINDS: Final = 500

_TEXT: Final = "%(levelname)s %(name)s: %(message)s"


def set_up(form: LogForm) -> None:
    """Log to standard error from now on: what went wrong, and as JSON also what happened."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter(_TEXT))
    handler.addFilter(Calm())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    if form == "json":
        logging.getLogger("quizapp").setLevel(logging.INFO)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """`{at, level, logger, message}`, those of `FIELDS` that are said, `fault` with a traceback."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        said = {name: getattr(record, name, None) for name in FIELDS}
        line |= {name: value for name, value in said.items() if value is not None}
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class Calm(logging.Filter):
    """Lets so many records of one kind through a minute: nobody outside can fill the disk with them.

    A kind is a place in the program: logger, level and the message before its values are filled in.
    What merely tells what happened, below a warning, is as much as moderators do.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._kinds: OrderedDict[tuple[str, int, str], tuple[float, int]] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is written; the first one of a new minute says how many were not."""
        if record.levelno < logging.WARNING:
            return True
        kind = (record.name, record.levelno, str(record.msg))
        now = self._now()
        since, count = self._kinds.pop(kind, (now, 0))
        if now - since >= MINUTE_S:
            left_out = count - MOST_ALIKE
            since, count = now, 0
            if left_out > 0:
                record.msg = f"{record.getMessage()} (and {left_out} more like it before)"
                record.args = None
        self._kinds[kind] = (since, count + 1)
        if len(self._kinds) > MOST_KINDS:
            self._kinds.popitem(last=False)
        return count < MOST_ALIKE
