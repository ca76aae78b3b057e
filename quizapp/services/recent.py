"""What was used last, by key: a cache that can't grow."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from quizapp import runtime

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps the `most` values that were asked for last. Many tasks may use it at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = runtime.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """The value, or None where it is not kept (any more)."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: K, value: V) -> V:
        """Keep the value, and drop what was not asked for the longest."""
        return self._keep(key, lambda: value, anew=True)

    def drop(self, key: K) -> None:
        """Keep it no more."""
        with self._lock:
            self._values.pop(key, None)

    def drop_each(self, unwanted: Callable[[V], bool]) -> None:
        """Keep none of those any more."""
        with self._lock:
            for key in [key for key, value in self._values.items() if unwanted(value)]:
                del self._values[key]

    def get_or_make(self, key: K, make: Callable[[], V]) -> V:
        """The value that is kept; else the one made now. `make` must not wait for anything."""
        return self._keep(key, make, anew=False)

    def _keep(self, key: K, make: Callable[[], V], *, anew: bool) -> V:
        with self._lock:
            if anew or key not in self._values:
                self._values[key] = make()
            self._values.move_to_end(key)
            if len(self._values) > self._most:
                self._values.popitem(last=False)
            return self._values[key]
