"""Stores at work under one twin: `python -m tests.storage.twin_program MODE FOLDER [URL]`."""

import sys

from quizapp import runtime

if __name__ == "__main__":  # first of all, as in the real entry point
    runtime.patch(sys.argv[1])  # type: ignore[arg-type]

import json
from pathlib import Path

from quizapp.domain.stored import Kept
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.db import open_database
from quizapp.storage.events import SqlEvents
from quizapp.storage.participants import SqlParticipants
from tests.storage import samples

TASKS = 30


def main(folder: Path, url: str | None) -> dict[str, object]:
    database = open_database(folder, url)
    database.migrate()
    events, answers = SqlEvents(database), SqlAnswers(database)
    participants = SqlParticipants(database)
    events.create(samples.plan(), "E", "123456", "screen")
    committer = runtime.Worker("committer")
    fresh: list[bool] = []

    def phone(number: int) -> None:
        joined = participants.join([samples.join(str(number))])
        assert joined[0] is not None
        events.get("E")
        (kept,) = committer.run(answers.commit, [samples.answer(joined[0].id)])
        assert isinstance(kept, Kept)
        fresh.append(kept.fresh)

    tasks = [runtime.spawn(phone, number) for number in range(TASKS)]
    ended = [task.join(30) for task in tasks]
    counts = answers.counts(["R"])
    database.close()
    return {"ended": all(ended), "fresh": sum(fresh), "counts": counts}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[2]), sys.argv[3] if sys.argv[3:] else None)))  # noqa: T201
