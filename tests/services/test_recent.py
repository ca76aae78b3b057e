from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from quizapp.services.recent import Recent


def test_what_was_not_asked_for_the_longest_is_dropped() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert [recent.get(each) for each in "abc"] == [1, None, 3]
    assert len(recent) == 2


def test_what_is_kept_is_not_made_again() -> None:
    recent: Recent[str, list[int]] = Recent(2)
    made = recent.get_or_make("a", list)
    assert recent.get_or_make("a", list) is made
    assert recent.put("a", [1]) == [1]
    assert recent.get_or_make("a", list) == [1]


def test_many_threads_may_use_it_at_once() -> None:
    recent: Recent[int, int] = Recent(8)

    def use(first: int) -> bool:
        wanted = [n % 16 for n in range(first, 2000)]
        return all(recent.get_or_make(each, partial(int, each)) == each for each in wanted)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(use, range(8)))
    assert len(recent) == 8
