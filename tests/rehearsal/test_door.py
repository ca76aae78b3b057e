"""What simulated phones choose from, as the join page has it."""

from __future__ import annotations

from quizapp.rehearsal.room import Door, door_of


def test_phones_read_every_language_and_join_every_team() -> None:
    teams = {"mode": "region", "list": [{"id": "n", "name": {}}, {"id": "s", "name": {}}]}
    page = {"languages": ["en", "fr"], "teams": teams}
    assert door_of(page) == Door(("en", "fr"), ("n", "s"))
    assert door_of(page | {"teams": None}) == Door(("en", "fr"), (None,))
